import { parentPort, workerData } from 'node:worker_threads';
import { loadContent } from './content/loadContent.ts';
import { PlainError } from './errors.ts';
import { createMind } from './mind.ts';
import type { Preparation, Prepared } from './prepareMind.ts';

/** The thread of prepareMind: makes a mind for what that leaves in the caches, and lets it go. */
const preparation = workerData as Preparation;
const answer = (prepared: Prepared) => parentPort?.postMessage(prepared);
try {
  const content = await loadContent(preparation.contentRoot, preparation.cacheDir);
  await createMind(
    content,
    preparation,
    () => new Date(),
    () => undefined,
  );
  answer({ refused: null });
} catch (error) {
  if (!(error instanceof PlainError)) throw error;
  answer({ refused: error.message });
}
