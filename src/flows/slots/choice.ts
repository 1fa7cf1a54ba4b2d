import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import type { ChoiceText } from '../flow.ts';
import { beginsWith, findAny, isWhole, type Span, type Token, tokensOf } from '../tokens.ts';
import { isNearly } from './nearSpelling.ts';

type Choice = readonly [id: string, texts: readonly ChoiceText[]];

/** One of a few: by its number, its label, other words for it, or nearly so spelt. */
export function readChoice(said: Said, slot: string, ear: Ear, hearing: Hearing): Parsed {
  const choices = ear.choices(slot);
  const found =
    (hearing === 'passing' ? null : byNumber(said.tokens, choices)) ??
    byLabel(said.tokens, choices) ??
    (hearing === 'passing' ? null : byYesOrNo(said.tokens, choices, ear)) ??
    byWords(said.tokens, hearing === 'passing' ? withoutYesAndNo(choices, ear) : choices) ??
    (hearing === 'passing' ? null : bySpelling(said.tokens, choices));
  return found === null ? null : { value: { type: 'choice', id: found } };
}

/** Several of a few: "1 and 3", "rent, electricity". */
export function readChoices(said: Said, slot: string, ear: Ear, hearing: Hearing): Parsed {
  const choices = ear.choices(slot);
  const numbers = hearing === 'passing' ? [] : said.tokens.filter(({ word }) => /^\d+$/.test(word));
  const ids = new Set<string>();
  for (const { word } of numbers) {
    const id = choices[Number(word) - 1]?.[0];
    if (id !== undefined) ids.add(id);
  }
  for (const [id, texts] of hearing === 'passing' ? withoutYesAndNo(choices, ear) : choices) {
    const isSaid = texts.some((text) => findAny(said.tokens, phrasesOf(text)) !== null);
    if (isSaid) ids.add(id);
  }
  if (ids.size === 0 && hearing !== 'passing') {
    const near = bySpelling(said.tokens, choices);
    if (near !== null) ids.add(near);
  }
  if (ids.size === 0) return null;
  const inOrder = choices.flatMap(([id]) => (ids.has(id) ? [id] : []));
  return { value: { type: 'choices', ids: inOrder } };
}

/** "Yes" means the one choice whose label begins so: "Yes, I drive myself". */
function byYesOrNo(tokens: readonly Token[], choices: readonly Choice[], { lexicons }: Ear): string | null {
  const isYes = lexicons.some(({ yes }) => isWhole(tokens, yes));
  const isNo = lexicons.some(({ no }) => isWhole(tokens, no));
  if (isYes === isNo) return null;
  const meant = choices.filter(([, texts]) =>
    texts.some(({ label }) =>
      lexicons.some(({ yes, no }) => beginsWith(tokensOf(label), isYes ? yes : no) > 0),
    ),
  );
  return meant.length === 1 ? (meant[0]?.[0] ?? null) : null;
}

const passingChoices = new WeakMap<readonly Choice[], readonly Choice[]>();

/** Said in passing, yes and no answer another question. */
function withoutYesAndNo(choices: readonly Choice[], { lexicons }: Ear): readonly Choice[] {
  let passing = passingChoices.get(choices);
  if (passing === undefined) {
    const plain = new Set(lexicons.flatMap(({ yes, no }) => [...yes, ...no]));
    passing = choices.map(
      ([id, texts]): Choice => [
        id,
        texts.map((text) => ({ ...text, words: text.words.filter((word) => !plain.has(word)) })),
      ],
    );
    passingChoices.set(choices, passing);
  }
  return passing;
}

const phraseLists = new WeakMap<ChoiceText, readonly string[]>();

/** How a choice is said, as one list that stays the same. */
function phrasesOf(text: ChoiceText): readonly string[] {
  let list = phraseLists.get(text);
  if (list === undefined) {
    list = [text.label, ...text.words];
    phraseLists.set(text, list);
  }
  return list;
}

const labelLists = new WeakMap<ChoiceText, readonly string[]>();

/** A choice's label alone, as a list that stays the same. */
export function labelOf(text: ChoiceText): readonly string[] {
  let list = labelLists.get(text);
  if (list === undefined) {
    list = [text.label];
    labelLists.set(text, list);
  }
  return list;
}

/** "2", "2.", "number 2": only where the number is all that matters. */
function byNumber(tokens: readonly Token[], choices: readonly Choice[]): string | null {
  const numbers = tokens.filter(({ word }) => /^\d+$/.test(word));
  const [number] = numbers;
  if (number === undefined || numbers.length > 1 || tokens.length > 2) return null;
  return choices[Number(number.word) - 1]?.[0] ?? null;
}

function byLabel(tokens: readonly Token[], choices: readonly Choice[]): string | null {
  const found = choices.find(([, texts]) => texts.some((text) => isWhole(tokens, labelOf(text))));
  return found?.[0] ?? null;
}

/** By the words of the language that is spoken, then of the others: a word of one may begin a word of another. */
function byWords(tokens: readonly Token[], choices: readonly Choice[]): string | null {
  for (const each of byLanguage(choices)) {
    const found = bySaid(tokens, each);
    if (found !== null) return found;
  }
  return null;
}

const languageLists = new WeakMap<readonly Choice[], readonly (readonly Choice[])[]>();

/** The same choices with the words of one language each. */
function byLanguage(choices: readonly Choice[]): readonly (readonly Choice[])[] {
  let lists = languageLists.get(choices);
  if (lists === undefined) {
    const count = Math.max(...choices.map(([, texts]) => texts.length));
    lists = Array.from({ length: count }, (_, language) =>
      choices.map(([id, texts]): Choice => [id, texts.slice(language, language + 1)]),
    );
    languageLists.set(choices, lists);
  }
  return lists;
}

/** The choice with the longest phrase in the text; of equals the one that is said first, unless two share a place. */
function bySaid(tokens: readonly Token[], choices: readonly Choice[]): string | null {
  const found = choices.flatMap(([id, texts]) => {
    const span = longest(texts.map((text) => findAny(tokens, phrasesOf(text))));
    return span === null ? [] : [{ id, span }];
  });
  found.sort((one, other) => lengthOf(other.span) - lengthOf(one.span) || one.span.from - other.span.from);
  const [best, second] = found;
  if (best === undefined) return null;
  const undecided =
    second !== undefined &&
    lengthOf(second.span) === lengthOf(best.span) &&
    second.span.from === best.span.from;
  return undecided ? null : best.id;
}

function bySpelling(tokens: readonly Token[], choices: readonly Choice[]): string | null {
  const near = choices.filter(([, texts]) =>
    texts.some(({ label, words }) =>
      [label, ...words].some((phrase) => {
        const plain = phrase.replaceAll('*', '');
        return tokens.some((token) => isNearly(token.word, plain.toLowerCase()));
      }),
    ),
  );
  return near.length === 1 ? (near[0]?.[0] ?? null) : null;
}

function longest(spans: readonly (Span | null)[]): Span | null {
  return spans.reduce<Span | null>(
    (best, span) => (span !== null && (best === null || lengthOf(span) > lengthOf(best)) ? span : best),
    null,
  );
}

function lengthOf({ from, to }: Span): number {
  return to - from;
}
