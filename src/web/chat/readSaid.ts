import type { Block } from '../markdown/blocks.ts';
import { readMarkdown } from '../markdown/read.ts';
import { oneSentenceALine } from '../markdown/sentences.ts';
import type { Said } from './talk.ts';

/** What the robot said, as it is shown and read aloud: easy Swedish with a line for each sentence. */
export function blocksOf({ text, language }: Said): readonly Block[] {
  const read = readMarkdown(text);
  return language === 'sv-simple' ? oneSentenceALine(read) : read;
}
