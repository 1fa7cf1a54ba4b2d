import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { ferretdbBinary } from './ferretdb/binary.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the database server of this run; not there in the run on the embedded store. */
    mongoUrl: string;
  }
}

/** Gives the run on MongoDB its server: the one that TEST_MONGODB_URL names, or FerretDB with an empty folder. */
export default async function startMongo(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env['TEST_MONGODB_URL'] ?? '';
  const server = own === '' ? await startFerretdb() : { url: own, stop: async () => undefined };
  project.provide('mongoUrl', server.url);
  return server.stop;
}

/** A database server of the test's own, gone with its folder when it is stopped. */
export async function startFerretdb(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'kommunlots-ferretdb-'));
  const server = spawn(ferretdbBinary(), [folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const told = await Promise.race([once(createInterface({ input: server.stdout }), 'line'), ended]);
  const url = String(told[0]);
  if (!url.startsWith('mongodb://')) throw new Error(`FerretDB ended at its start (${url})`);
  return {
    url,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
