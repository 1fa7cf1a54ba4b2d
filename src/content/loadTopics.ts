import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Owner, ownersSchema, type Topic, topicSchema } from '../knowledge/topic.ts';
import type { Faults } from './fault.ts';
import { readYaml } from './readYaml.ts';

const folder = 'knowledge/topics';

/** All topics, in the order of their names. Checks that owners and neighbours exist. */
export function loadTopics(root: string, owners: readonly Owner[], faults: Faults): Topic[] {
  const ids = readdirSync(join(root, folder)).sort();
  return ids.flatMap((id) => {
    const file = `${folder}/${id}/topic.yaml`;
    const read = readYaml(root, file, topicSchema, faults);
    if (read === null) return [];
    const { value, lineOf } = read;
    if (!owners.some((owner) => owner.id === value.owner)) {
      faults.add(
        file,
        lineOf(['owner']),
        `there is no owner "${value.owner}"`,
        'Add it to knowledge/owners.yaml, or name another.',
      );
    }
    if (!existsSync(join(root, `knowledge/pictures/${value.picture}.svg`))) {
      faults.add(
        file,
        lineOf(['picture']),
        `there is no drawing "${value.picture}"`,
        'Name one of knowledge/pictures without ".svg", or draw it.',
      );
    }
    for (const [index, related] of value.related.entries()) {
      if (!ids.includes(related))
        faults.add(
          file,
          lineOf(['related', index]),
          `there is no topic "${related}"`,
          'Name one of knowledge/topics.',
        );
    }
    return [{ ...value, id }];
  });
}

export function loadOwners(root: string, faults: Faults): Owner[] {
  const read = readYaml(root, 'knowledge/owners.yaml', ownersSchema, faults);
  return read === null ? [] : Object.entries(read.value).map(([id, owner]) => ({ ...owner, id }));
}
