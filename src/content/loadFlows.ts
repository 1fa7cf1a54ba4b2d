import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type Condition,
  type Flow,
  type FlowText,
  flowSchema,
  flowTextSchema,
  type Slot,
  type SlotText,
  slotTextSchema,
} from '../flows/flow.ts';
import type { FlowParts } from '../flows/flowBook.ts';
import { type Gazetteer, gazetteerSchema } from '../flows/gazetteer.ts';
import { type Lexicon, lexiconSchema, moves } from '../flows/lexicon.ts';
import { type Language, servedLanguages } from '../model.ts';
import type { Texts } from '../replies/renderer.ts';
import type { TextKey } from '../replies/texts.ts';
import type { Faults } from './fault.ts';
import { readYaml } from './readYaml.ts';

const sharedSchema = z.record(z.string(), slotTextSchema.omit({ choices: true }));
type Shared = z.infer<typeof sharedSchema>;
/** `locales/<lang>/flow-words.yaml` holds how a case is asked for as well. */
const wordsSchema = lexiconSchema.extend({
  status: z.array(z.string()),
  reopen: z.array(z.string()),
  forgot: z.array(z.string()),
});

export interface LoadedFlows extends FlowParts {
  readonly caseWords: {
    readonly status: readonly string[];
    readonly reopen: readonly string[];
    readonly forgot: readonly string[];
  };
}

/** What flows may name, to be checked against. */
export interface FlowSurroundings {
  readonly topics: ReadonlySet<string>;
  readonly owners: ReadonlySet<string>;
  /** The buttons, which must be understood when they are pressed. */
  readonly texts: Texts;
}

/** All flows with their words in every language, and the words by which answers are understood. */
export function loadFlows(root: string, surroundings: FlowSurroundings, faults: Faults): LoadedFlows {
  const flows = readdirSync(join(root, 'dialogs'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => loadFlow(root, name, surroundings, faults));
  // Whoever is answered in easy Swedish writes Swedish like anybody else.
  const words = eachLanguage((language) =>
    language === 'sv-simple'
      ? undefined
      : readYaml(root, `locales/${language}/flow-words.yaml`, wordsSchema, faults)?.value,
  );
  const gazetteer = readYaml(root, 'knowledge/places.yaml', gazetteerSchema, faults)?.value;
  const texts = eachLanguage((language) => {
    const shared = readYaml(root, `locales/${language}/slots.yaml`, sharedSchema, faults)?.value ?? {};
    return Object.fromEntries(
      flows.map((flow) => [flow.id, loadTexts(root, flow, language, shared, faults)]),
    );
  });
  checkStarts(flows, texts, faults);
  return {
    flows,
    texts,
    // Missing only with a fault, and content with a fault is never served.
    lexicons: eachLanguage((language) =>
      withButtons(words[language] ?? words.sv, surroundings.texts[language]),
    ),
    gazetteer: gazetteer ?? ({} as Gazetteer),
    caseWords: {
      status: servedLanguages.flatMap((language) => words[language]?.status ?? []),
      forgot: servedLanguages.flatMap((language) => words[language]?.forgot ?? []),
      reopen: servedLanguages.flatMap((language) => [
        ...(words[language]?.reopen ?? []),
        surroundings.texts[language].case_reopen,
      ]),
    },
  };
}

function eachLanguage<T>(load: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(servedLanguages.map((language) => [language, load(language)])) as Record<
    Language,
    T
  >;
}

function loadFlow(root: string, name: string, { topics, owners }: FlowSurroundings, faults: Faults): Flow[] {
  const file = `dialogs/${name}`;
  const read = readYaml(root, file, flowSchema, faults);
  if (read === null) return [];
  const flow: Flow = { ...read.value, id: name.replace(/\.yaml$/, '') };
  const fault = (path: readonly PropertyKey[], problem: string, mend: string) =>
    faults.add(file, read.lineOf(path), problem, mend);
  for (const [index, topic] of flow.topics.entries()) {
    if (!topics.has(topic))
      fault(['topics', index], `there is no topic "${topic}"`, 'Name one of knowledge/topics.');
  }
  for (const owner of [flow.sends?.owner, ...flow.boundaries.map((boundary) => boundary.owner)]) {
    if (owner !== undefined && !owners.has(owner))
      fault([], `there is no owner "${owner}"`, 'Name one of knowledge/owners.yaml.');
  }
  if (new Set(flow.slots.map(({ id }) => id)).size < flow.slots.length)
    fault(['slots'], 'two slots have the same id', 'Give each an id of its own.');
  if (flow.sends === undefined && flow.advice.length === 0)
    fault([], 'it neither sends anything nor ends in advice', 'Give it "sends" or "advice".');
  checkConditions(flow, fault);
  return [flow];
}

type AddFault = (path: readonly PropertyKey[], problem: string, mend: string) => void;

/** Conditions name slots and values that there are, and a slot's own condition only slots before it. */
function checkConditions(flow: Flow, fault: AddFault): void {
  const check = (condition: Condition | undefined, path: readonly PropertyKey[], before: number) => {
    for (const [id, wanted] of Object.entries(condition ?? {})) {
      const slot = flow.slots.slice(0, before).find((one) => one.id === id);
      if (slot === undefined) {
        fault(
          path,
          `the condition names "${id}", which is no slot before it`,
          'Name a slot that was asked before.',
        );
        continue;
      }
      for (const value of wanted) {
        if (!valuesOf(slot).includes(value))
          fault(
            path,
            `"${id}" is never "${value}"`,
            `It can be: ${valuesOf(slot).join(', ') || 'nothing to compare'}.`,
          );
      }
    }
  };
  for (const [index, slot] of flow.slots.entries()) check(slot.when, ['slots', index, 'when'], index);
  for (const [index, { when }] of flow.notices.entries()) check(when, ['notices', index], flow.slots.length);
  for (const [index, { when }] of flow.advice.entries()) check(when, ['advice', index], flow.slots.length);
  for (const [index, { when, passOn }] of flow.boundaries.entries()) {
    check(when, ['boundaries', index], flow.slots.length);
    if (passOn !== undefined && flow.slots.find(({ id }) => id === passOn)?.type !== 'yesNo')
      fault(
        ['boundaries', index],
        `"${passOn}" is no yesNo slot`,
        'The consent to pass something on is a yes or no.',
      );
  }
}

function valuesOf(slot: Slot): readonly string[] {
  if (slot.type === 'yesNo') return ['yes', 'no'];
  return 'choices' in slot ? slot.choices : [];
}

/** A flow's words in a language, each slot's filled up from those that all flows share. */
function loadTexts(root: string, flow: Flow, language: Language, shared: Shared, faults: Faults): FlowText {
  const file = `locales/${language}/flows/${flow.id}.yaml`;
  const read = readYaml(root, file, flowTextSchema, faults);
  if (read === null) return { title: '', start: '', intro: '', slots: {}, texts: {}, wish: [], unless: [] };
  const { title, start, wish, unless, intro, slots, texts } = read.value;
  const missing = (what: string) =>
    faults.add(file, 1, `${what} is missing`, 'Write it, as in the other languages.');
  for (const id of Object.keys(slots)) {
    if (!flow.slots.some((slot) => slot.id === id))
      faults.add(file, read.lineOf(['slots', id]), `the flow has no slot "${id}"`, 'Remove it.');
  }
  const named = [...flow.notices, ...flow.advice].map(({ text }) => text);
  for (const text of named) if (texts[text] === undefined) missing(`the text "${text}"`);
  for (const text of Object.keys(texts)) {
    if (!named.includes(text))
      faults.add(file, read.lineOf(['texts', text]), `no text is called "${text}"`, 'Remove it.');
  }
  const filled = flow.slots.map((slot): [string, SlotText] => {
    const own = slots[slot.id];
    const common = shared[slot.id] ?? shared[slot.type];
    const word = (key: 'name' | 'ask' | 'help' | 'why') => {
      const text = own?.[key] ?? common?.[key];
      if (text === undefined && key !== 'help') missing(`"${key}" of the slot "${slot.id}"`);
      return text ?? '';
    };
    const ids = 'choices' in slot ? slot.choices : [];
    for (const id of ids) if (own?.choices[id] === undefined) missing(`the choice "${id}" of "${slot.id}"`);
    for (const id of Object.keys(own?.choices ?? {})) {
      if (!ids.includes(id))
        faults.add(
          file,
          read.lineOf(['slots', slot.id, 'choices', id]),
          `there is no choice "${id}"`,
          'Remove it.',
        );
    }
    return [
      slot.id,
      {
        name: word('name'),
        ask: word('ask'),
        help: word('help'),
        why: word('why'),
        also: [...(own?.also ?? []), ...(common?.also ?? [])],
        choices: own?.choices ?? {},
      },
    ];
  });
  return { title, start, wish, unless, intro, slots: Object.fromEntries(filled), texts };
}

/** A button starts one flow. */
function checkStarts(flows: readonly Flow[], texts: FlowParts['texts'], faults: Faults): void {
  const seen = new Map<string, string>();
  for (const language of servedLanguages) {
    for (const { id } of flows) {
      const start = texts[language][id]?.start.toLowerCase() ?? '';
      const other = seen.get(start);
      if (other !== undefined && other !== id)
        faults.add(
          `locales/${language}/flows/${id}.yaml`,
          1,
          `"${start}" starts "${other}" as well`,
          'Word it otherwise.',
        );
      seen.set(start, id);
    }
  }
}

const moveButtons: Readonly<Record<(typeof moves)[number], TextKey | null>> = {
  back: 'flow_back',
  why: 'flow_why',
  help: null,
  skip: 'flow_skip',
  cancel: 'flow_cancel',
  pause: 'flow_pause',
  send: 'flow_send',
  resume: 'flow_resume',
};

/** What a button says is understood as what it does. */
function withButtons(lexicon: Lexicon | undefined, texts: Texts[Language]): Lexicon {
  if (lexicon === undefined) return {} as Lexicon;
  const [beforeName = ''] = texts.flow_change.split('{{');
  return {
    ...lexicon,
    moves: Object.fromEntries(
      moves.map((move) => {
        const button = moveButtons[move];
        return [move, [...lexicon.moves[move], ...(button === null ? [] : [texts[button]])]];
      }),
    ) as Lexicon['moves'],
    yes: [...lexicon.yes, texts.flow_yes],
    no: [...lexicon.no, texts.flow_no],
    protected: [...lexicon.protected, texts.flow_protected],
    change: [...lexicon.change, beforeName.replace(/[:\s]+$/, '')],
  };
}

/** Every template that flows say, with the file that it stands in. */
export function templatesOf({ texts }: FlowParts): { readonly file: string; readonly template: string }[] {
  return servedLanguages.flatMap((language) =>
    Object.entries(texts[language]).flatMap(([flow, text]) =>
      [
        text.intro,
        ...Object.values(text.texts),
        ...Object.values(text.slots).flatMap(({ ask, help, why }) => [ask, help, why]),
      ].map((template) => ({ file: `locales/${language}/flows/${flow}.yaml`, template })),
    ),
  );
}
