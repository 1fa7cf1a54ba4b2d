import lunr from 'lunr';
import type { Aspect, Language, TopicId } from '../../model.ts';
import type { Article, SectionName } from '../article.ts';
import { createReader, type Word } from './words.ts';

/** An article that a text may be about. */
export interface Finding {
  readonly topic: TopicId;
  /** The section that has most of it; null for the lead. */
  readonly aspect: Aspect | null;
  /** Share of the text's words, weighed by how rare they are, that stand in that section: 0 to 1. */
  readonly coverage: number;
}

/** How people ask in a language. */
export type Phrases = (language: Language) => readonly string[];

export interface Search {
  /** The articles that have enough of the text, best first, at most three. */
  find(text: string, language: Language): readonly Finding[];
  /** Makes a language's index, if it is not there yet. */
  prepare(language: Language): void;
}

/** Chosen on the project's own phrases and out-of-scope questions: see docs/understanding.md. */
const leastCoverage = 0.65;
/** What stands there must hold something telling: a greeting stands in many places. */
const leastWeight = 3;
const leastTogether = 0.55;
const mostFindings = 3;
const mostWords = 40;
const candidates = 12;
/** A word that shares this many of its grams with the words of a place stands there in another form. */
const leastGrams = 0.6;

interface Words {
  readonly stems: ReadonlySet<string>;
  readonly grams: ReadonlySet<string>;
}

/** An article as a whole, title included, and by its sections. */
interface Place {
  readonly whole: Words;
  readonly sections: readonly { readonly aspect: Aspect | null; readonly words: Words }[];
}

interface LanguageIndex {
  readonly index: lunr.Index;
  readonly places: ReadonlyMap<TopicId, Place>;
  /** How rare a word is, from its stem: the logarithm of one over its share of places or phrases. */
  weigh(word: Word): number;
}

/**
 * Looks in the articles for what no topic was sure of. A language's index is made when it is first asked, which takes
 * about a second: {@link Search.prepare} does it at a better time.
 *
 * @param phrases how people ask in a language: words that stand in many of them ("hur", "kan") say little
 */
export function createSearch(articles: readonly Article[], phrases: Phrases): Search {
  const indexes = new Map<Language, LanguageIndex>();
  const indexOf = (language: Language): LanguageIndex => {
    const known = indexes.get(language);
    if (known !== undefined) return known;
    const written = articles.filter((article) => article.language === language);
    const made = makeIndex(written, phrases(language), language);
    indexes.set(language, made);
    return made;
  };

  return {
    prepare: (language) => void indexOf(language),
    find: (text, language) => {
      const words = createReader(language)(text).slice(0, mostWords);
      if (words.length === 0) return [];
      const { index, places, weigh } = indexOf(language);
      const results = index.query((query) => {
        for (const { stem, grams } of words) {
          query.term(stem, { fields: ['title'], boost: 6, usePipeline: false });
          query.term(stem, { fields: ['body'], boost: 3, usePipeline: false });
          for (const gram of grams) query.term(gram, { fields: ['grams'], usePipeline: false });
        }
      });
      return results
        .slice(0, candidates)
        .flatMap(({ ref: topic }): Finding[] => {
          const place = places.get(topic);
          if (place === undefined) return [];
          const { coverage, weight } = coverageOf(words, place.whole, weigh);
          const best = bestSection(words, place, weigh);
          if (coverage < leastCoverage || weight < leastWeight || best.coverage < leastTogether) return [];
          return [{ topic, aspect: best.aspect, coverage: best.coverage }];
        })
        .sort((a, b) => b.coverage - a.coverage)
        .slice(0, mostFindings);
    },
  };
}

function makeIndex(
  articles: readonly Article[],
  phrases: readonly string[],
  language: Language,
): LanguageIndex {
  const wordsOf = createReader(language);
  const places = new Map<TopicId, Place>();
  const inPlaces = new Map<string, number>();
  const index = lunr((builder) => {
    builder.ref('topic');
    for (const field of ['title', 'body', 'grams']) builder.field(field);
    builder.pipeline.reset();
    builder.searchPipeline.reset();
    for (const { topic, title, sections } of articles) {
      const titleWords = wordsOf(title);
      const written = (Object.entries(sections) as [SectionName, string][])
        .filter(([name]) => name !== 'ways')
        .map(([name, template]) => ({ name, words: wordsOf(textOf(template)) }));
      const bodyWords = written.flatMap(({ words }) => words);
      const whole = toSets([...titleWords, ...bodyWords]);
      places.set(topic, {
        whole,
        sections: written.map(({ name, words }) => ({
          aspect: name === 'lead' || name === 'ways' ? null : name,
          words: toSets(words),
        })),
      });
      countEach(whole.stems, inPlaces);
      // Ready tokens: lunr's own splitting and stemming know English only.
      builder.add({
        topic,
        title: titleWords.map(({ stem }) => stem),
        body: bodyWords.map(({ stem }) => stem),
        grams: [...whole.grams],
      });
    }
  });
  const inPhrases = new Map<string, number>();
  for (const phrase of phrases) countEach(new Set(wordsOf(phrase).map(({ stem }) => stem)), inPhrases);
  const rarity = (stem: string, counts: ReadonlyMap<string, number>, all: number) =>
    Math.log((all + 1) / ((counts.get(stem) ?? 0) + 1));
  return {
    index,
    places,
    weigh: ({ stem }) =>
      Math.min(rarity(stem, inPlaces, places.size), rarity(stem, inPhrases, phrases.length)),
  };
}

function countEach(stems: Iterable<string>, counts: Map<string, number>): void {
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
}

function toSets(words: readonly Word[]): Words {
  return {
    stems: new Set(words.map(({ stem }) => stem)),
    grams: new Set(words.flatMap(({ grams }) => grams)),
  };
}

/** The section that has most of the text; the lead when others have no more than it. */
function bestSection(
  words: readonly Word[],
  { sections }: Place,
  weigh: (word: Word) => number,
): { aspect: Aspect | null; coverage: number } {
  const measured = sections.map((section) => ({
    aspect: section.aspect,
    coverage: coverageOf(words, section.words, weigh).coverage,
  }));
  return measured.reduce((best, other) => (other.coverage > best.coverage ? other : best));
}

function coverageOf(words: readonly Word[], place: Words, weigh: (word: Word) => number) {
  let all = 0;
  let weight = 0;
  for (const word of words) {
    const own = weigh(word);
    all += own;
    weight += own * shareIn(word, place);
  }
  return { coverage: all === 0 ? 0 : weight / all, weight };
}

function shareIn({ stem, grams }: Word, place: Words): number {
  if (place.stems.has(stem)) return 1;
  if (grams.length === 0) return 0;
  const share = grams.filter((gram) => place.grams.has(gram)).length / grams.length;
  return share >= leastGrams ? share : 0;
}

/** An article's words without its facts, addresses and signs. */
function textOf(template: string): string {
  return template.replace(/\]\([^)]*\)/g, '] ').replace(/\{\{[^}]*\}\}/g, ' ');
}
