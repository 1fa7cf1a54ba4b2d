import { ConfigError } from '../config.ts';
import { ContentError } from '../content/loadContent.ts';

/** The command was called in a way that cannot be carried out. The message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command to its end; what its caller can mend is told in words, without a stack, and ends with 2. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  // Who reads only the beginning (head) has not failed.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await command();
  } catch (error) {
    const expected =
      error instanceof UsageError ||
      error instanceof ConfigError ||
      error instanceof ContentError ||
      // util.parseArgs: an option that there is none of.
      (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    console.error(expected ? (error as Error).message : error);
    process.exitCode = expected ? 2 : 1;
  }
}
