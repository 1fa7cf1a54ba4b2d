import { Worker } from 'node:worker_threads';
import type { Config } from './config.ts';
import { PlainError } from './errors.ts';

/** What the thread is given, and what it answers: null, or why the content cannot be served. */
export type Preparation = Pick<Config, 'recogniser' | 'cacheDir'> & { readonly contentRoot: string };
export type Prepared = { readonly refused: string | null };

/**
 * Reads, checks and learns the content on a thread of its own, so that the caches hold what the service needs to load
 * it without a pause: reading takes seconds and training a minute, in which turns go on.
 *
 * @throws PlainError listing the content's faults
 */
export async function prepareMind(preparation: Preparation): Promise<void> {
  const worker = new Worker(new URL('run.mjs', import.meta.url), {
    argv: ['prepareMindWorker.ts'],
    workerData: preparation,
  });
  const { refused } = await new Promise<Prepared>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that prepares content ended before it was done')));
  });
  await worker.terminate();
  if (refused !== null) throw new PlainError(refused);
}
