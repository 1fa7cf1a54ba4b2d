import type { Block, Inline } from './blocks.ts';

/**
 * One thought a line, as easy Swedish is read: each sentence of a paragraph becomes a paragraph of its own, and each
 * sentence of a list item a line.
 */
export function oneSentenceALine(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'paragraph') {
      return sentencesOf(block.inner).map((inner) => ({ kind: 'paragraph', inner }));
    }
    if (block.kind !== 'steps' && block.kind !== 'list') return [block];
    return [{ ...block, items: block.items.map((item) => item.map(inLines)) }];
  });
}

function inLines(block: Block): Block {
  if (block.kind !== 'paragraph') return block;
  const lines = sentencesOf(block.inner);
  return {
    kind: 'paragraph',
    inner: lines.flatMap((line, index) => (index === 0 ? line : [{ kind: 'break' }, ...line])),
  };
}

/** Splits after . ? ! before a capital letter. What is bold or a link stays whole. */
function sentencesOf(inlines: readonly Inline[]): Inline[][] {
  const sentences: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.kind === 'text') {
      const [first = '', ...others] = inline.text.replace(/([.?!])\s+(?=\p{Lu})/gu, '$1\n').split('\n');
      add(first);
      for (const other of others) {
        sentences.push([]);
        add(other);
      }
    } else if (inline.kind === 'break') {
      sentences.push([]);
    } else {
      sentences.at(-1)?.push(inline);
    }
  }
  return sentences.filter((sentence) => sentence.length > 0);

  function add(text: string): void {
    if (text !== '') sentences.at(-1)?.push({ kind: 'text', text });
  }
}
