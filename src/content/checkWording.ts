import { type Article, shownFacts } from '../knowledge/article.ts';
import type { Fact } from '../knowledge/fact.ts';
import type { Language } from '../model.ts';
import type { Faults } from './fault.ts';
import { articleFile, type WrittenArticle } from './loadArticles.ts';
import { readability, sentencesOf } from './measureText.ts';

/** Easy Swedish: readability index and words a sentence, at most. */
const easyLix = 30;
const easySentence = 12;
/** Two articles that share more than this of their sentences say nothing of their own. */
const mostShared = 0.5;

/** Easy Swedish that is not easy. */
export function checkEasy({ article }: WrittenArticle, faults: Faults): void {
  if (article.language !== 'sv-simple') return;
  const file = articleFile(article.topic, article.language);
  const { lix, longest } = readability(ownText(article));
  if (lix > easyLix)
    faults.add(file, 1, `LIX ${lix.toFixed(0)}`, `At most ${easyLix}: shorter words and sentences.`);
  if (longest.words > easySentence) {
    faults.add(
      file,
      1,
      `a sentence of ${longest.words} words: "${longest.sentence}"`,
      `At most ${easySentence}: one thought a sentence.`,
    );
  }
}

/** The same for what flows say: each text by itself. */
export function checkEasyText(file: string, line: number, text: string, faults: Faults): void {
  const { longest } = readability(text);
  if (longest.words <= easySentence) return;
  faults.add(
    file,
    line,
    `a sentence of ${longest.words} words: "${longest.sentence}"`,
    `At most ${easySentence}: one thought a sentence.`,
  );
}

/** An amount that changes from year to year says of which year it is, so that it is not taken for today's. */
export function checkAmounts(
  { article, lines }: WrittenArticle,
  facts: ReadonlyMap<string, Fact>,
  faults: Faults,
): void {
  for (const [name, template] of Object.entries(article.sections) as [
    keyof Article['sections'],
    string | undefined,
  ][]) {
    const shown = shownFacts(template ?? '').flatMap((id) => facts.get(id) ?? []);
    const ageing = shown.find(
      ({ value, volatile, seen }) => value?.type === 'amount' && volatile && seen !== null,
    );
    if (ageing === undefined || shown.some(tellsWhen)) continue;
    faults.add(
      articleFile(article.topic, article.language),
      lines.get(name) ?? 1,
      `the amount "${ageing.id}" changes, and no year stands with it`,
      'Show the year as a fact beside it, or leave the amount out.',
    );
  }
}

function tellsWhen({ value }: Fact): boolean {
  if (value?.type === 'date') return true;
  return value?.type === 'name' && /\b(?:19|20)\d\d\b/.test(value.text);
}

/** Two articles of a language that are mostly the same text. */
export function checkShared(articles: readonly WrittenArticle[], faults: Faults): void {
  const byLanguage = new Map<Language, { article: Article; sentences: ReadonlySet<string> }[]>();
  for (const { article } of articles) {
    const sentences = new Set(sentencesOf(ownText(article)));
    const before = byLanguage.get(article.language) ?? [];
    for (const other of before) {
      const shared = [...sentences].filter((sentence) => other.sentences.has(sentence)).length;
      const share = shared / Math.max(1, Math.min(sentences.size, other.sentences.size));
      if (share > mostShared) {
        faults.add(
          articleFile(article.topic, article.language),
          1,
          `${Math.round(100 * share)} % of its sentences also stand in "${other.article.topic}"`,
          'Say what is particular to this topic.',
        );
      }
    }
    byLanguage.set(article.language, [...before, { article, sentences }]);
  }
}

/** What an article says. The ways onward are left out: they are much the same everywhere. */
export function ownText({ sections }: Article): string {
  return Object.entries(sections)
    .filter(([name]) => name !== 'ways')
    .map(([, text]) => text)
    .join('\n\n');
}
