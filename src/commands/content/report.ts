import { ownText } from '../../content/checkWording.ts';
import type { Fault } from '../../content/fault.ts';
import { readability } from '../../content/measureText.ts';
import type { ContentParts } from '../../content/readContent.ts';
import { type Article, coveredAspects, shownFacts } from '../../knowledge/article.ts';
import { type Language, servedLanguages } from '../../model.ts';

/** A volatile fact that was seen this many years ago, or nobody knows when, should be looked at. */
const ageingYears = 2;

/** What there is in each language, and what will need somebody's eye. */
export function summarise(parts: ContentParts, now: Date): string[] {
  const { topics, facts, articles, examples } = parts;
  const ageing = facts.filter(
    ({ volatile, seen }) => volatile && (seen === null || yearOf(seen) <= now.getFullYear() - ageingYears),
  ).length;
  const low = facts.filter(({ confidence }) => confidence === 'low').length;
  return [
    columns(['language', 'articles', 'aspects', 'facts shown', 'LIX', 'longest sentence', 'phrases']),
    ...servedLanguages.map((language) => {
      const own = articles.filter((article) => article.language === language);
      const measured = own.map((article) => readability(ownText(article)));
      const aspects = own.map((article) => coveredAspects(article).length);
      return columns([
        language,
        `${own.length} of ${topics.length}`,
        `${Math.min(...aspects)}–${Math.max(...aspects)}, mean ${mean(aspects)}`,
        String(own.reduce((sum, article) => sum + factsShown(article), 0)),
        isSwedish(language)
          ? `mean ${mean(measured.map(({ lix }) => lix))}, most ${Math.max(...measured.map(({ lix }) => lix)).toFixed(0)}`
          : '-',
        `${Math.max(...measured.map(({ longest }) => longest.words))} words`,
        String(examples.filter((example) => example.language === language).length || '-'),
      ]);
    }),
    `${topics.length} topics, ${articles.length} articles, ${facts.length} facts (${low} of low confidence, never shown), ${examples.length} example phrases`,
    `reviews overdue: ${overdue(parts, now).length}; facts that change and are old or of unknown age: ${ageing}`,
  ];
}

/** What somebody should have looked at again by now. */
export function overdue({ topics, facts }: ContentParts, now: Date): Fault[] {
  const today = now.toISOString().slice(0, 10);
  const late = (file: string, what: string, review: string): Fault[] =>
    review >= today
      ? []
      : [
          {
            level: 'warning',
            file,
            line: 1,
            problem: `${what} was to be reviewed by ${review}`,
            mend: 'Check it against its source and set the next date.',
          },
        ];
  return [
    ...topics.flatMap(({ id, review }) => late(`knowledge/topics/${id}/topic.yaml`, `"${id}"`, review)),
    ...facts.flatMap(({ id, review }) => late('knowledge/facts', `the fact "${id}"`, review)),
  ];
}

/** A line for each topic. */
export function tabulate({ topics, articles, facts, examples }: ContentParts): string[] {
  const head = [
    'topic',
    'owner',
    'aspects',
    'facts',
    'shown',
    'phrases sv/fi/en/ar',
    'LIX sv/easy',
    'review',
  ];
  const rows = topics.map(({ id, owner, review }) => {
    const of = (language: Language) =>
      articles.find((article) => article.topic === id && article.language === language);
    const lix = (language: Language) => {
      const article = of(language);
      return article === undefined ? '-' : readability(ownText(article)).lix.toFixed(0);
    };
    const swedish = of('sv');
    const phrases = (['sv', 'fi', 'en', 'ar'] as const).map(
      (language) =>
        examples.filter(({ label, language: written }) => label === id && written === language).length,
    );
    return [
      id,
      owner,
      swedish === undefined ? '-' : String(coveredAspects(swedish).length),
      String(facts.filter(({ topic }) => topic === id).length),
      swedish === undefined ? '-' : String(factsShown(swedish)),
      phrases.join('/'),
      `${lix('sv')}/${lix('sv-simple')}`,
      review,
    ];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** How many facts an article shows, each once. */
function factsShown({ sections }: Article): number {
  return new Set(shownFacts(Object.values(sections).join('\n'))).size;
}

function isSwedish(language: Language): boolean {
  return language === 'sv' || language === 'sv-simple';
}

function yearOf(seen: string): number {
  return Number(/\d{4}(?!.*\d{4})/.exec(seen)?.[0] ?? 0);
}

function mean(numbers: readonly number[]): string {
  return (numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)).toFixed(1);
}

function columns(cells: readonly string[]): string {
  const widths = [10, 10, 16, 12, 20, 17, 8];
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' ')
    .trimEnd();
}
