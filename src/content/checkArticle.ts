import { sectionNames, shownFacts } from '../knowledge/article.ts';
import type { Fact } from '../knowledge/fact.ts';
import type { Faults } from './fault.ts';
import { articleFile, type WrittenArticle } from './loadArticles.ts';

/** Weekdays, by stem, in the languages that articles are written in. */
const weekdays =
  /\b(måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|يوم (الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)/iu;

/**
 * Refuses what an article may not state by itself: figures, links, addresses and weekdays come from facts, so that one
 * change mends every language. Refuses facts that are unknown or of low confidence, and dead ends.
 */
export function checkArticle(
  { article, lines }: WrittenArticle,
  facts: ReadonlyMap<string, Fact>,
  faults: Faults,
): void {
  const file = articleFile(article.topic, article.language);
  for (const name of sectionNames) {
    const template = article.sections[name];
    if (template === undefined) continue;
    const line = lines.get(name) ?? 1;
    const ids = shownFacts(template);
    for (const id of ids) {
      const fact = facts.get(id);
      if (fact !== undefined && fact.value === undefined) {
        faults.add(
          file,
          line,
          `the fact "${id}" has no value to show`,
          'Give it a value, or only name it under facts in topic.yaml.',
        );
      }
    }
    for (const id of ids) checkFact(id, facts, file, line, faults);
    for (const [offset, text] of template.split('\n').entries()) {
      const own = text.replace(/\{\{\s*fact\s+"[^"]*"\s*\}\}/g, '').replace(/^\s*\d+\.\s/, '');
      const at = line + offset + (name === 'lead' ? 0 : 1);
      if (/\{\{/.test(own))
        faults.add(file, at, 'only {{fact "id"}} may stand in braces', 'Write {{fact "the-id"}}.');
      if (/\p{Nd}/u.test(own.replace(/\b112\b/g, '')))
        faults.add(file, at, 'a figure of its own', 'Show it by {{fact "id"}}, or write it in words.');
      if (/https?:|www\.|\S@\S/.test(own))
        faults.add(file, at, 'a link or address of its own', 'Show it by {{fact "id"}}.');
      if (weekdays.test(own)) faults.add(file, at, 'a weekday of its own', 'Show it by {{fact "id"}}.');
      if (/<[a-z!/]/i.test(own)) faults.add(file, at, 'HTML', 'Use Markdown only.');
    }
  }
  if (article.sections.lead === undefined)
    faults.add(
      file,
      1,
      'there is no lead',
      'Begin with the answer in one to three sentences, before the first ##.',
    );
  const ways = article.sections.ways;
  if (ways === undefined) {
    faults.add(file, 1, 'a dead end: there is no section "ways"', 'End with ## ways and the ways onward.');
  } else if (!shownFacts(ways).some((id) => facts.get(id)?.value?.type === 'phone')) {
    faults.add(
      file,
      lines.get('ways') ?? 1,
      'every way needs a computer',
      'Add one that does not: a phone number.',
    );
  }
}

/** The fact exists and may be rested on. */
export function checkFact(
  id: string,
  facts: ReadonlyMap<string, Fact>,
  file: string,
  line: number,
  faults: Faults,
): void {
  const fact = facts.get(id);
  if (fact === undefined)
    faults.add(file, line, `there is no fact "${id}"`, 'Add it to knowledge/facts, or name another.');
  else if (fact.confidence === 'low')
    faults.add(file, line, `the fact "${id}" is of low confidence`, 'Find a better source, or leave it out.');
}
