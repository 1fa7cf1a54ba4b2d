import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fact, factFileSchema } from '../knowledge/fact.ts';
import type { Faults } from './fault.ts';
import { readYaml } from './readYaml.ts';

const folder = 'knowledge/facts';

/** All facts. Ids are unique over all files, and each belongs to a topic. */
export function loadFacts(root: string, topicIds: readonly string[], faults: Faults): Fact[] {
  const facts = new Map<string, Fact>();
  for (const name of readdirSync(join(root, folder)).sort()) {
    const file = `${folder}/${name}`;
    const read = readYaml(root, file, factFileSchema, faults);
    for (const [index, fact] of (read?.value ?? []).entries()) {
      const line = read?.lineOf([index, 'id']) ?? 1;
      if (facts.has(fact.id))
        faults.add(file, line, `the id "${fact.id}" stands twice`, 'Give one of the two another id.');
      if (!topicIds.includes(fact.topic))
        faults.add(file, line, `there is no topic "${fact.topic}"`, 'Name one of knowledge/topics.');
      facts.set(fact.id, fact);
    }
  }
  return [...facts.values()];
}
