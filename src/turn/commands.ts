import { z } from 'zod';
import { plain } from '../knowledge/plain.ts';
import { type Language, servedLanguages } from '../model.ts';

/** What a citizen can tell the chat itself to do. */
export type Command =
  | { readonly kind: 'restart' | 'erase' | 'person' | 'other' | 'easy' | 'full' }
  /** `rest` is what else the message says; empty when it says nothing else. */
  | { readonly kind: 'language'; readonly language: Language; readonly rest: string };

const phrases = z.array(z.string().min(1));

/** `locales/<lang>/commands.yaml`: how each command is said in that language. */
export const commandWordsSchema = z.strictObject({
  restart: phrases,
  erase: phrases,
  person: phrases,
  /** None of the topics that we asked to choose among. */
  other: phrases,
  easy: phrases,
  full: phrases,
  /** Wishes for a language, by the language: each is the whole message. */
  language: z.partialRecord(z.enum(servedLanguages), phrases),
  /** Wishes so plain that they may also begin or end another message: "… på finska tack". */
  languageInside: z.partialRecord(z.enum(servedLanguages), phrases),
});
export type CommandWords = z.infer<typeof commandWordsSchema>;

/**
 * Makes the finder of commands. All languages' words are known at once: "suomeksi" works in a Swedish chat.
 * A command is the whole message, but for a plain wish for a language, which may stand at either end of a question.
 */
export function createCommandFinder(words: readonly CommandWords[]): (text: string) => Command | null {
  const whole = new Map<string, Command>();
  const inside: { phrase: string; language: Language }[] = [];
  for (const set of words) {
    for (const kind of ['restart', 'erase', 'person', 'other', 'easy', 'full'] as const) {
      for (const phrase of set[kind]) whole.set(plain(phrase), { kind });
    }
    for (const [language, list] of Object.entries(set.language) as [Language, string[]][]) {
      for (const phrase of list) whole.set(plain(phrase), { kind: 'language', language, rest: '' });
    }
    for (const [language, list] of Object.entries(set.languageInside) as [Language, string[]][]) {
      for (const phrase of list) {
        whole.set(plain(phrase), { kind: 'language', language, rest: '' });
        inside.push({ phrase: plain(phrase), language });
      }
    }
  }
  // The longest first, so that "in easy Swedish please" is not taken for "in easy Swedish".
  inside.sort((a, b) => b.phrase.length - a.phrase.length);

  return (text) => {
    const said = plain(text);
    const command = whole.get(said);
    if (command !== undefined) return command;
    for (const { phrase, language } of inside) {
      if (said.startsWith(`${phrase} `))
        return { kind: 'language', language, rest: said.slice(phrase.length + 1) };
      if (said.endsWith(` ${phrase}`))
        return { kind: 'language', language, rest: said.slice(0, -phrase.length - 1) };
    }
    return null;
  };
}
