import type { Inline } from './blocks.ts';

/** What inlines say, without how. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text') return inline.text;
      return inline.kind === 'break' ? ' ' : plainText(inline.inner);
    })
    .join('');
}
