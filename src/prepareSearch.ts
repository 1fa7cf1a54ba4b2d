import type { Mind } from './turn/mind.ts';

/** After the first turns, which others have waited for. */
const pauseMilliseconds = 3000;

/**
 * Makes what a mind's search needs for Swedish, about a second of work and 40 MB, before somebody who asks has to wait for
 * it. The other languages are made when the first text in one of them comes near no topic. Part of the composition root.
 */
export function prepareSearch(mind: Mind): void {
  setTimeout(() => mind.reference.search.prepare('sv'), pauseMilliseconds).unref();
}
