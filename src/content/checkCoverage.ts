import { coveredAspects } from '../knowledge/article.ts';
import type { Topic } from '../knowledge/topic.ts';
import { exampleLanguages } from '../model.ts';
import type { Example } from '../nlu/recogniser.ts';
import type { Faults } from './fault.ts';
import { articleFile, type WrittenArticle } from './loadArticles.ts';

/** Phrases of a topic in each language, and aspects of an article on the city's own matters, at least. */
const fewestPhrases = 30;
const fewestAspects = 4;

/** A topic that is known by too few phrases is not recognised; one with few aspects leaves people asking. */
export function checkCoverage(
  topics: readonly Topic[],
  articles: readonly WrittenArticle[],
  examples: readonly Example[],
  faults: Faults,
): void {
  const counts = new Map<string, number>();
  for (const { label, language } of examples) {
    const key = `${label} ${language}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const { id, kind } of topics) {
    for (const language of exampleLanguages) {
      const known = counts.get(`${id} ${language}`) ?? 0;
      if (known >= fewestPhrases) continue;
      faults.warn(
        `knowledge/topics/${id}/examples.${language}.txt`,
        1,
        `${known} phrases`,
        `Write at least ${fewestPhrases}: how people ask, also without the official name.`,
      );
    }
    for (const { article } of articles) {
      if (kind !== 'city' || article.topic !== id || coveredAspects(article).length >= fewestAspects)
        continue;
      faults.add(
        articleFile(id, article.language),
        1,
        `only ${coveredAspects(article).length} aspects`,
        `A topic of the city answers at least ${fewestAspects}, or says where the answer stands.`,
      );
    }
  }
}
