import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exampleLanguages, servedLanguages } from '../../model.ts';
import { UsageError } from '../runCommand.ts';

/**
 * Begins a topic: its folder with the files that must be written. They hold what the check asks for next, so that it
 * leads from file to file until nothing is missing.
 *
 * @returns what to do now
 * @throws UsageError when the name cannot be one, or is taken
 */
export async function addTopic(root: string, id: string): Promise<string[]> {
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(id))
    throw new UsageError(`"${id}" cannot be a topic: use small letters a to z, with hyphens between words.`);
  const folder = `knowledge/topics/${id}`;
  if (existsSync(join(root, folder))) throw new UsageError(`There is a topic "${id}" already: ${folder}.`);
  const nextYear = new Date().getFullYear() + 1;
  await mkdir(join(root, folder));
  await writeFile(
    join(root, folder, 'topic.yaml'),
    `# Whose matter it is: an id of knowledge/owners.yaml.
owner: ""
# city, authority (another authority's matter) or service (of the contact centre itself)
kind: city
title:
  sv: ""
  fi: ""
  en: ""
  ar: ""
# A drawing of knowledge/pictures, without ".svg".
picture: ""
# Where the topic ends, for those who write its phrases.
scope: ""
related: []
review: ${nextYear}-01-15
# The facts that each section rests on, beside those that it shows.
facts: {}
`,
  );
  for (const language of exampleLanguages)
    await writeFile(join(root, folder, `examples.${language}.txt`), '# How people ask, a line each.\n');
  return [
    `${folder} is there. Now:`,
    '1. Fill in topic.yaml.',
    '2. Write at least thirty phrases in each examples.<language>.txt: how people ask, also without its official name.',
    `3. Put its facts into knowledge/facts/<owner>.yaml, each with topic: ${id} and its source.`,
    `4. Write ${servedLanguages.map((language) => `${language}.md`).join(', ')} from those facts.`,
    'docs/editing.md shows each form. "npm run content" says what is still missing.',
  ];
}
