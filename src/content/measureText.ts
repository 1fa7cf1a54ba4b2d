/** How hard a text is to read. */
export interface Readability {
  /** Words a sentence plus long words (over six letters) in a hundred. Björnsson's readability index; under 30 is very easy. */
  readonly lix: number;
  readonly longest: { readonly sentence: string; readonly words: number };
}

const longWord = 7;
const wordPattern = /[\p{L}\p{M}\p{Nd}]+(?:[-'’][\p{L}\p{M}\p{Nd}]+)*/gu;

/** The sentences of a Markdown template: a heading, a list item and what stands before a colon are each one. */
export function sentencesOf(template: string): string[] {
  return template
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/\{\{[^}]*\}\}/g, 'x')
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, '')
    .replace(/[*_#[\]]/g, '')
    .split(/(?<=[.!?؟:])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

/** Names (a capital letter within a sentence) do not count as long words: nobody can write them shorter. */
export function readability(template: string): Readability {
  const sentences = sentencesOf(template);
  let words = 0;
  let long = 0;
  let longest = { sentence: '', words: 0 };
  for (const sentence of sentences) {
    const own = sentence.match(wordPattern) ?? [];
    words += own.length;
    long += own.filter(
      (word, index) => word.length >= longWord && (index === 0 || !/^\p{Lu}/u.test(word)),
    ).length;
    if (own.length > longest.words) longest = { sentence, words: own.length };
  }
  const lix = words === 0 ? 0 : words / sentences.length + (100 * long) / words;
  return { lix, longest };
}
