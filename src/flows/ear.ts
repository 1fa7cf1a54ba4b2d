import type { SlotValue } from '../flowState.ts';
import type { ChoiceText } from './flow.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** What somebody sent, made ready to be read. */
export interface Said {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Ids of the pictures that came with it. */
  readonly pictures: readonly string[];
  /** When it was said. */
  readonly at: Date;
}

/** What it takes to understand an answer: the words of the languages, the one that is spoken first. */
export interface Ear {
  readonly lexicons: readonly Lexicon[];
  readonly gazetteer: Gazetteer;
  /** What a slot is called, in every language: "change the place". */
  readonly names: (slot: string) => readonly string[];
  /** Of a choice slot: each id with its words in every language, the one that is spoken first. */
  readonly choices: (slot: string) => readonly (readonly [id: string, texts: readonly ChoiceText[]])[];
}

/** Why an answer cannot be taken, though it was understood. */
export const problems = [
  'date_impossible',
  'date_future',
  'date_past',
  'place_outside',
  'place_here',
  'text_short',
  'text_long',
  'contact_phone',
  'contact_email',
  'number_range',
  'photo_missing',
  'photo_many',
] as const;
export type Problem = (typeof problems)[number];

/** What a parser makes of a text. */
export type Parsed =
  /** With a problem where only a part of it was taken. */
  | { readonly value: SlotValue; readonly partly?: Problem; readonly detail?: string }
  | { readonly problem: Problem; readonly detail?: string }
  | null;

/**
 * How a text is read for a slot: `passing` for one that was not asked for (only what cannot be anything else),
 * `asked` for the one that was, `loose` when the text was found to be nothing else and may be taken as it is.
 */
export type Hearing = 'passing' | 'asked' | 'loose';
