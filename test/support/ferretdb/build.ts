import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { isRequired } from '../require.ts';
import { ferretdbBinary, sourceFolder } from './binary.ts';

/** The first build fetches FerretDB's modules and takes two minutes on two cores. */
const longestMilliseconds = 15 * 60_000;

/**
 * Builds the server that stands in for MongoDB in the tests, once for its version. Run by npm before the tests. Where it
 * cannot be built, that is said and the suites on MongoDB are skipped, unless REQUIRE=mongo asks for them.
 */
async function buildFerretdb(): Promise<void> {
  const binary = ferretdbBinary();
  if ((process.env['TEST_MONGODB_URL'] ?? '') !== '' || existsSync(binary)) return;
  console.error('tests: building FerretDB, once (about two minutes)');
  const unfinished = `${binary}.${process.pid}`;
  await mkdir(dirname(binary), { recursive: true });
  // Without what it has for other databases, and without debug information: a small file, sooner made.
  const parameters = ['-trimpath', '-buildvcs=false', '-tags=ferretdb_no_postgresql', '-ldflags=-s -w'];
  await promisify(execFile)('go', ['build', ...parameters, '-o', unfinished, '.'], {
    cwd: sourceFolder,
    timeout: longestMilliseconds,
  });
  await rename(unfinished, binary);
}

try {
  await buildFerretdb();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    `tests: FerretDB cannot be built. Install Go 1.24 or later and let it reach the Go module proxy, or set TEST_MONGODB_URL to a MongoDB of your own.\n${reason}`,
  );
  if (isRequired('mongo')) process.exitCode = 1;
  else console.error('tests: the suites on MongoDB are skipped');
}
