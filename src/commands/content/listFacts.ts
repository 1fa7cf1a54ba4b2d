import type { ContentParts } from '../../content/readContent.ts';
import { shownFacts } from '../../knowledge/article.ts';
import type { FactValue } from '../../knowledge/fact.ts';
import { UsageError } from '../runCommand.ts';

/** A topic's facts, each with what an editor must know to use it: value, age, confidence, where it is shown or rested on. */
export function listFacts({ topics, facts, articles }: ContentParts, id: string): string[] {
  const topic = topics.find((one) => one.id === id);
  if (topic === undefined)
    throw new UsageError(`There is no topic "${id}". The topics are the folders of knowledge/topics.`);
  const used = new Map<string, Set<string>>();
  const note = (fact: string, section: string) =>
    used.set(fact, (used.get(fact) ?? new Set<string>()).add(section));
  for (const [section, ids] of Object.entries(topic.facts)) for (const fact of ids) note(fact, section);
  for (const { sections } of articles.filter((article) => article.topic === id))
    for (const [section, text] of Object.entries(sections))
      for (const fact of shownFacts(text)) note(fact, section);

  return facts
    .filter((fact) => fact.topic === id)
    .flatMap((fact) => [
      `${fact.id}  [${fact.aspect}, ${fact.confidence}, ${fact.volatile ? 'changes' : 'stays'}, seen ${fact.seen ?? 'unknown'}, review ${fact.review}]`,
      `  ${fact.statement}`,
      ...(fact.value === undefined ? [] : [`  shows: ${inShort(fact.value)}`]),
      `  used in: ${[...(used.get(fact.id) ?? ['nothing'])].join(', ')}`,
      `  source: ${[fact.source].flat().join(', ')}`,
    ]);
}

function inShort({ type, ...rest }: FactValue): string {
  return `${type} ${Object.values(rest).flat().map(String).join(' ')}`;
}
