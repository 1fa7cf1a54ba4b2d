import type { Ear } from './ear.ts';
import { beginsWith, type Token } from './tokens.ts';

/** A word of another language that is shorter is mostly a word of the one that is spoken: "en" is Finnish for "no". */
const shortestForeign = 3;
const otherScript = /^\p{Script=Arabic}/u;

/** How many tokens of a beginning say yes or no: in the language that is spoken, and in others by a word that is theirs alone. */
export function sayingAtBeginning(
  tokens: readonly Token[],
  { lexicons }: Pick<Ear, 'lexicons'>,
  kind: 'yes' | 'no',
): number {
  const word = tokens[0]?.word ?? '';
  const isForeign = word.length >= shortestForeign || otherScript.test(word);
  let longest = 0;
  for (const [index, lexicon] of lexicons.entries()) {
    if (index === 0 || isForeign) longest = Math.max(longest, beginsWith(tokens, lexicon[kind]));
  }
  return longest;
}
