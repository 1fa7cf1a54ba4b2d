import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe } from 'vitest';
import { isRequired } from './require.ts';

const binary = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((file) => existsSync(file));

/** A suite that needs Redis. Without one it is skipped and says so; REQUIRE=mongo makes that a failure. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (binary !== undefined || isRequired('mongo')) describe(name, suite);
  else describe.skip(`${name} (skipped: there is no redis-server)`, suite);
}

export interface Redis {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  stop(): Promise<void>;
}

/** A Redis of the test's own that keeps nothing. */
export async function startRedis(): Promise<Redis> {
  if (binary === undefined)
    throw new Error('Install redis-server: REQUIRE asks for it, and it is not there.');
  const folder = await mkdtemp(join(tmpdir(), 'kommunlots-redis-'));
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, appendonly: 'no' };
  const server = spawn(
    binary,
    [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]), '--save', ''],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(server, 'exit');
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve(true);
    });
  });
  if (!(await Promise.race([ready, ended.then(() => false)]))) throw new Error('Redis ended at its start');
  return {
    address: `127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Redis cannot be asked for any free port. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
