import { normalise } from '../linear/normalise.ts';

/** A text as danger is looked for in it. */
export interface Words {
  /** Lower-case, without marks. */
  readonly words: readonly string[];
  /** For each word, the number of its sentence, from 0. */
  readonly sentences: readonly number[];
}

/** A letter that nobody writes stands for the end of a sentence, so that it comes through `normalise` as a word. */
const stop = 'ǀ';
const sentenceEnd = /[.!?;\n\r؟…።]+/gu;

/** Never fails; reads as much of a long text as `normalise` does. */
export function readWords(text: string): Words {
  const words: string[] = [];
  const sentences: number[] = [];
  let sentence = 0;
  for (const word of normalise(text.replace(sentenceEnd, ` ${stop} `)).split(' ')) {
    if (word === stop) {
      sentence += 1;
    } else if (word !== '') {
      words.push(word);
      sentences.push(sentence);
    }
  }
  return { words, sentences };
}
