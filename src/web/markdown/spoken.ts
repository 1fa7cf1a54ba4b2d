import type { Block } from './blocks.ts';
import { plainText } from './plain.ts';

/** What is read aloud of a message, a passage each: short ones, for some browsers stop in the middle of a long one. */
export function spokenPassages(blocks: readonly Block[]): string[] {
  return blocks.flatMap(passagesOf);
}

function passagesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return sentences(plainText(block.inner));
    case 'ways':
      return block.ways.map(({ lead, name, hint }) =>
        [`${lead}${name}`, hint].filter((part) => part !== '').join('. '),
      );
    case 'steps':
    case 'list':
      return block.items.flatMap(spokenPassages);
  }
}

function sentences(text: string): string[] {
  return text
    .replaceAll('\u00AD', '')
    .replace(/([.?!؟])\s+(?=[\p{Lu}\p{Lo}])/gu, '$1\n')
    .split('\n')
    .filter((sentence) => sentence.trim() !== '');
}
