import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Article, articleHeadSchema, type SplitArticle, splitSections } from '../knowledge/article.ts';
import type { Topic } from '../knowledge/topic.ts';
import { type Language, servedLanguages } from '../model.ts';
import type { Faults } from './fault.ts';
import { parseYaml } from './readYaml.ts';

/** An article with the line of its file (from 1) on which each section begins. */
export interface WrittenArticle {
  readonly article: Article;
  readonly lines: SplitArticle['lines'];
}

/** All articles that are written. One that is missing in a language is a warning: its owner is told instead. */
export function loadArticles(root: string, topics: readonly Topic[], faults: Faults): WrittenArticle[] {
  return topics.flatMap((topic) =>
    servedLanguages.flatMap((language) => {
      const file = articleFile(topic.id, language);
      if (!existsSync(join(root, file))) {
        faults.warn(
          `knowledge/topics/${topic.id}/topic.yaml`,
          1,
          `"${topic.id}" has no article in ${language}`,
          `Write ${file}.`,
        );
        return [];
      }
      return readArticle(readFileSync(join(root, file), 'utf8'), file, topic.id, language, faults) ?? [];
    }),
  );
}

export function articleFile(topic: string, language: Language): string {
  return `knowledge/topics/${topic}/${language}.md`;
}

function readArticle(
  text: string,
  file: string,
  topic: string,
  language: Language,
  faults: Faults,
): WrittenArticle | null {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n'));
  const [, head, body] = parts ?? [];
  if (head === undefined || body === undefined) {
    faults.add(
      file,
      1,
      'the head between two lines of --- is missing',
      'Begin the file with ---, title: and facts:, and --- again.',
    );
    return null;
  }
  const read = parseYaml(head, 2, file, articleHeadSchema, faults);
  const firstLine = head.split('\n').length + 3;
  const { sections, lines, faults: wrong } = splitSections(body, firstLine);
  for (const { line, problem, mend } of wrong) faults.add(file, line, problem, mend);
  if (read === null) return null;
  return { article: { topic, language, title: read.value.title, sections }, lines };
}
