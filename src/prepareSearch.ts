import { type Language, servedLanguages } from './model.ts';
import type { Mind } from './turn/mind.ts';

/** Between two languages, so that turns come in between. */
const pauseMilliseconds = 3000;

/**
 * Makes what a mind's search needs, about a second of work for each language, before somebody who asks has to wait for
 * it. Part of the composition root.
 */
export function prepareSearch(mind: Mind, languages: readonly Language[] = servedLanguages): void {
  const [language, ...others] = languages;
  if (language === undefined) return;
  setTimeout(() => {
    mind.reference.search.prepare(language);
    prepareSearch(mind, others);
  }, pauseMilliseconds).unref();
}
