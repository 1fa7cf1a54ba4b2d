import { type Language, servedLanguages, type TopicId } from '../model.ts';
import type { Ear, Said } from './ear.ts';
import type { ChoiceText, Flow, FlowText } from './flow.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { beginsWith, findAny, fold, isWhole, type Token, tokensOf } from './tokens.ts';

export interface FlowParts {
  readonly flows: readonly Flow[];
  /** By language and flow. */
  readonly texts: Readonly<Record<Language, Readonly<Record<string, FlowText>>>>;
  readonly lexicons: Readonly<Record<Language, Lexicon>>;
  readonly gazetteer: Gazetteer;
}

/** Every flow with its words, and how answers to it are understood. */
export interface FlowBook {
  flow(id: string): Flow | null;
  flows(): readonly Flow[];
  text(flow: string, language: Language): FlowText;
  /** The flow that a topic's article offers. */
  offeredBy(topic: TopicId): Flow | null;
  /** The flow whose start button says this, in any language. */
  startedBy(text: string): Flow | null;
  /** Understands answers to a flow: the language that is spoken first, then the others. */
  ear(flow: string, language: Language): Ear;
  /** True when the text is a plain wish to report or to apply. */
  isWish(tokens: readonly Token[]): boolean;
  /** The flow that is wished for in so many words. */
  wishedBy(tokens: readonly Token[]): Flow | null;
  /** True when the words tell of another matter than the flow's. */
  isOther(flow: Flow, tokens: readonly Token[]): boolean;
  /** True when it begins as one asks somebody to do something: "can you mend …". */
  isRequest(tokens: readonly Token[]): boolean;
  /** True for a mere "yes", "no", "skip", "back": an answer, and nothing by itself. */
  isReply(tokens: readonly Token[]): boolean;
  /** True when the text asks something: by its sign, or by how it begins. */
  isQuestion(text: string, tokens: readonly Token[], language: Language): boolean;
}

/** Puts flows and their words together for quick asking. */
export function createFlowBook({ flows, texts, lexicons, gazetteer }: FlowParts): FlowBook {
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  const byTopic = new Map<TopicId, Flow>();
  for (const flow of flows) {
    for (const topic of flow.topics) if (!byTopic.has(topic)) byTopic.set(topic, flow);
  }
  const byStart = new Map<string, Flow>();
  for (const flow of flows) {
    for (const language of servedLanguages) {
      const start = texts[language][flow.id]?.start;
      if (start !== undefined) byStart.set(plainly(start), flow);
    }
  }
  const longestStart = Math.max(0, ...[...byStart.keys()].map((start) => start.length * 2));
  const all = servedLanguages.map((language) => lexicons[language]);
  const inOrder = (language: Language) => [
    language,
    ...servedLanguages.filter((other) => other !== language),
  ];
  const ownWords = (flow: Flow, kind: 'wish' | 'unless') =>
    servedLanguages.flatMap((language) => texts[language][flow.id]?.[kind] ?? []);
  const wishes = flows
    .map((flow) => ({ flow, words: ownWords(flow, 'wish') }))
    .filter(({ words }) => words.length > 0);
  const others = new Map(flows.map((flow) => [flow.id, ownWords(flow, 'unless')]));
  const allWishes = all.flatMap(({ wish }) => wish);
  const requests = all.flatMap(({ request }) => request);
  const replies = all.flatMap(({ moves: said, yes, no }) => [...yes, ...no, ...Object.values(said).flat()]);
  const ears = new Map<string, Ear>();
  const makeEar = (flow: string, language: Language): Ear => {
    const order = inOrder(language);
    const slotTexts = (slot: string) => order.flatMap((one) => texts[one][flow]?.slots[slot] ?? []);
    const slots = byId.get(flow)?.slots ?? [];
    const choices = new Map(
      slots.map((slot) => [
        slot.id,
        ('choices' in slot ? slot.choices : []).map((id): [string, ChoiceText[]] => [
          id,
          slotTexts(slot.id).flatMap((text) => text.choices[id] ?? []),
        ]),
      ]),
    );
    const names = new Map(
      slots.map(({ id }) => [id, slotTexts(id).flatMap(({ name, also }) => [name, ...also])]),
    );
    return {
      lexicons: order.map((one) => lexicons[one]),
      gazetteer,
      choices: (slot) => choices.get(slot) ?? [],
      names: (slot) => names.get(slot) ?? [],
    };
  };
  return {
    flow: (id) => byId.get(id) ?? null,
    flows: () => flows,
    text: (flow, language) => {
      const text = texts[language][flow];
      if (text === undefined) throw new Error(`the flow ${flow} has no words in ${language}`);
      return text;
    },
    offeredBy: (topic) => byTopic.get(topic) ?? null,
    startedBy: (text) => (text.length > longestStart ? null : (byStart.get(plainly(text)) ?? null)),
    ear: (flow, language) => {
      const key = `${language} ${flow}`;
      const ear = ears.get(key) ?? makeEar(flow, language);
      ears.set(key, ear);
      return ear;
    },
    isWish: (tokens) => findAny(tokens, allWishes) !== null,
    wishedBy: (tokens) => wishes.find(({ words }) => findAny(tokens, words) !== null)?.flow ?? null,
    isOther: (flow, tokens) => {
      const words = others.get(flow.id);
      return words !== undefined && findAny(tokens, words) !== null;
    },
    isRequest: (tokens) => beginsWith(tokens, requests) > 0,
    isReply: (tokens) => isWhole(tokens, replies),
    isQuestion: (text, tokens, language) =>
      beginsWith(tokens, requests) === 0 &&
      (/[?؟]\s*$/u.test(text) || beginsWith(withoutGreeting(tokens), lexicons[language].question) > 0),
  };
}

/** "Hi! How does one report …": what is asked comes after it. */
function withoutGreeting(tokens: readonly Token[]): readonly Token[] {
  return /^(?:hej|hejsan|hi|hello|moi|hei|terve|مرحبا)$/u.test(tokens[0]?.word ?? '')
    ? tokens.slice(1)
    : tokens;
}

/** A longer message is a story, in whose beginning the facts stand. */
const mostTokens = 200;

/** A message made ready to be read. */
export function toSaid(text: string, pictures: readonly string[], at: Date): Said {
  return { text, tokens: tokensOf(text).slice(0, mostTokens), pictures, at };
}

function plainly(text: string): string {
  return tokensOf(fold(text))
    .map(({ word }) => word)
    .join(' ');
}
