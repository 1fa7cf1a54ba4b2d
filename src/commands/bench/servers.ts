import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beginByPolling } from './pollingCitizen.ts';
import { beginByStream } from './streamCitizen.ts';

/** The servers that are put under load: each in a process of its own, which the run file starts as it does ours. */
const kinds = {
  kommunlots: { program: 'commands/bench/kommunlotsServer.ts', begin: beginByStream },
  echoBot: { program: 'commands/bench/echoBot.ts', begin: beginByStream },
  nlpjsBot: { program: 'commands/bench/nlpjsBot.ts', begin: beginByPolling },
} as const;
export type ServerKind = keyof typeof kinds;
export const serverKinds = Object.keys(kinds) as ServerKind[];

/** Runs one server on loopback while something is done with it. */
export async function withServer<T>(
  kind: ServerKind,
  folder: string,
  use: (server: {
    readonly url: string;
    readonly begin: () => ReturnType<typeof beginByStream>;
  }) => Promise<T>,
): Promise<T> {
  const { program, begin } = kinds[kind];
  const server = fork(fileURLToPath(new URL('../../run.mjs', import.meta.url)), [program], {
    // A load has no business in the database of a service.
    env: { ...process.env, DATA_DIR: folder, MONGODB_URL: '', REDIS_URL: '', PORT: '0', LOG_LEVEL: 'error' },
  });
  const ended = once(server, 'exit');
  try {
    const url = await Promise.race([
      once(server, 'message').then(([told]) => String(told)),
      ended.then(([code]) => Promise.reject(new Error(`${program} ended with ${code} before it listened`))),
    ]);
    return await use({ url, begin: () => begin(url) });
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

/** A folder for a store, removed afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kommunlots-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
