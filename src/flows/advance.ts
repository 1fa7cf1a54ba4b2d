import type { FlowState, SlotValue } from '../model.ts';
import type { Ear, Hearing, Parsed, Problem, Said } from './ear.ts';
import type { Flow, Slot } from './flow.ts';
import { type Move, moves } from './lexicon.ts';
import { readSlot } from './slots/readSlot.ts';
import { confirm } from './state.ts';
import { beginsWith, isWhole, type Token, tokensOf } from './tokens.ts';
import { applicable, holds, nextSlot } from './walk.ts';

/** What a turn in a flow comes to. The state is what the next turn begins with. */
export type Advance =
  /** A slot is asked, or the read-back shown. */
  | {
      readonly kind: 'ask';
      readonly state: FlowState;
      /** Slots that were filled or changed by this message. */
      readonly heard: readonly string[];
      /** Notices to be said now, by name. */
      readonly notices: readonly string[];
      /** Whose matter it is, where that has just become clear. */
      readonly boundary: string | null;
      readonly problem?: { readonly id: Problem; readonly detail: string };
      /** Why it is said again. */
      readonly again?: 'why' | 'help' | 'unclear' | 'first' | 'whichChange' | 'required' | 'resume';
    }
  | { readonly kind: 'send' | 'cancel' | 'pause' | 'protect'; readonly state: FlowState }
  /** A flow that sends nothing is at its end: its advice is given. */
  | { readonly kind: 'advise'; readonly state: FlowState }
  /** It belongs to somebody else, and is not passed on. */
  | { readonly kind: 'handOver'; readonly state: FlowState; readonly owner: string }
  /** The message is no answer that could be nothing else: it may be a question in between. */
  | { readonly kind: 'aside' };

/** What a flow begins with: nothing answered. */
export function begin(flow: Flow, walk: string, at: Date): FlowState {
  const empty = { values: {}, answered: [] };
  return {
    walk,
    flow: flow.id,
    version: flow.version,
    ...empty,
    slot: nextSlot(flow, empty),
    misses: 0,
    noticed: [],
    at: at.toISOString(),
  };
}

/** Fills what the words that started a flow tell already, so that only the rest is asked. */
export function hearBeginning(flow: Flow, state: FlowState, said: Said, ear: Ear): Advance {
  const { filled } = inPassing(flow, state, said, ear, null);
  if (Object.keys(filled).length > 0 && said.tokens.length >= fewestToldWords) {
    const told = applicable(flow, { ...state.values, ...filled }).find(
      (slot) => slot.type === 'text' && slot.told,
    );
    const text = told === undefined ? null : readSlot(told, said, undefined, ear, 'loose');
    if (told !== undefined && text !== null && 'value' in text) filled[told.id] = text.value;
  }
  return move(flow, fill(flow, state, filled, said), Object.keys(filled));
}

/** Fewer words tell no more than was heard in them. */
const fewestToldWords = 4;

/**
 * One message in a flow: a move, a correction, an answer, facts in passing, or none of them. Pure.
 *
 * @param hearing `asked` takes only what cannot be anything else, and gives back `aside` for the rest; `loose` takes free
 *   words as they are, and asks again what it does not understand
 */
export function advance(
  flow: Flow,
  state: FlowState,
  said: Said,
  ear: Ear,
  hearing: Exclude<Hearing, 'passing'>,
): Advance {
  const { tokens } = said;
  if (ear.lexicons.some((lexicon) => lexicon.protected.some((phrase) => contains(tokens, phrase))))
    return { kind: 'protect', state };
  const wanted = moveIn(tokens, ear);
  if (wanted !== null) return obey(wanted, flow, state, said, ear);
  const changed = changeIn(flow, state, said, ear);
  if (changed !== null) return changed;
  if (state.slot === confirm) return atConfirm(flow, state, said, ear, hearing);

  const slot = slotOf(flow, state.slot);
  // A picture without words is no answer to a question in words.
  const answers = said.text.trim() !== '' || slot.type === 'photo';
  const parsed = answers ? readSlot(slot, said, state.values[slot.id], ear, hearing) : null;
  if (parsed !== null && 'problem' in parsed) return problem(state, said, parsed);
  // Free words may turn out to be a question: nothing is taken from them until they are known to be none.
  const isOpen = slot.type === 'text' && parsed === null && answers;
  // A button that was pressed says one thing.
  const passing =
    isOpen || isPressed(slot, said, ear) ? {} : inPassing(flow, state, said, ear, slot.id).filled;
  const filled = parsed === null ? passing : { [slot.id]: parsed.value, ...passing };
  if (parsed === null && hearing === 'asked' && Object.keys(passing).length === 0) return { kind: 'aside' };
  if (Object.keys(filled).length === 0) return unclear(state, said);
  const moved = move(flow, fill(flow, state, filled, said), Object.keys(filled));
  if (moved.kind !== 'ask' || parsed?.partly === undefined) return moved;
  return { ...moved, problem: { id: parsed.partly, detail: parsed.detail ?? '' } };
}

/** True when the message is no more than one of the answers that were offered. */
function isPressed(slot: Slot, { tokens }: Said, ear: Ear): boolean {
  if (slot.type === 'yesNo')
    return ear.lexicons.some(({ yes, no }) => isWhole(tokens, yes) || isWhole(tokens, no));
  return ear.choices(slot.id).some(([, texts]) => texts.some(({ label }) => isWhole(tokens, [label])));
}

function atConfirm(flow: Flow, state: FlowState, said: Said, ear: Ear, hearing: Hearing): Advance {
  const yes = readSlot({ id: confirm, type: 'yesNo', optional: false }, said, undefined, ear, 'asked');
  if (yes !== null && 'value' in yes && yes.value.type === 'yesNo')
    return yes.value.yes ? { kind: 'send', state } : { ...askAgain(state, said), again: 'whichChange' };
  const pictures = inPassing(flow, state, said, ear, null).filled;
  if (Object.keys(pictures).length > 0)
    return move(flow, fill(flow, state, pictures, said), Object.keys(pictures));
  return hearing === 'asked' ? { kind: 'aside' } : unclear(state, said);
}

function moveIn(tokens: readonly Token[], { lexicons }: Ear): Move | null {
  for (const lexicon of lexicons) {
    const found = moves.find((one) => isWhole(tokens, lexicon.moves[one]));
    if (found !== undefined) return found;
  }
  return null;
}

function obey(wanted: Move, flow: Flow, state: FlowState, said: Said, ear: Ear): Advance {
  switch (wanted) {
    case 'cancel':
      return { kind: 'cancel', state };
    case 'pause':
      return { kind: 'pause', state: touch(state, said) };
    case 'back':
      return goBack(flow, state, said);
    case 'why':
    case 'help':
      return { ...askAgain(state, said), again: wanted };
    case 'resume':
      return { ...askAgain(state, said), again: 'resume' };
    case 'send':
      if (state.slot === confirm) return { kind: 'send', state };
      return { ...askAgain(state, said), again: 'required' };
    case 'skip':
      return skip(flow, state, said, ear);
  }
}

function skip(flow: Flow, state: FlowState, said: Said, ear: Ear): Advance {
  if (state.slot === confirm) return unclear(state, said);
  const slot = slotOf(flow, state.slot);
  if (!slot.optional) {
    // What says "skip" may be an answer: the "no" of a yes or no, the choice "I do not know".
    const answer = readSlot(slot, said, undefined, ear, 'asked');
    if (answer !== null && 'value' in answer)
      return move(flow, fill(flow, state, { [slot.id]: answer.value }, said), [slot.id]);
    return { ...askAgain(state, said), again: 'required' };
  }
  return move(flow, settle(flow, { ...state, answered: withLast(state.answered, slot.id) }, said), []);
}

/** To the question before, without its answer; at the first one nothing lies before. */
function goBack(flow: Flow, state: FlowState, said: Said): Advance {
  const applies = new Set(applicable(flow, state.values).map(({ id }) => id));
  const before = state.answered.filter((id) => applies.has(id) && id !== state.slot).at(-1);
  if (before === undefined) return { ...askAgain(state, said), again: 'first' };
  return reopen(flow, state, before, said);
}

/** Asks a slot anew: its answer is taken away until there is another. */
function reopen(flow: Flow, state: FlowState, slot: string, said: Said): Advance {
  const { [slot]: _taken, ...values } = state.values;
  const opened = { ...state, values, answered: state.answered.filter((id) => id !== slot) };
  return move(flow, { ...opened, slot, misses: 0, at: said.at.toISOString() }, [], slot);
}

/** "Change the place", "no, it was number 22", "wrong street, it is Nobelvägen". */
function changeIn(flow: Flow, state: FlowState, said: Said, ear: Ear): Advance | null {
  const { tokens } = said;
  const change = Math.max(...ear.lexicons.map((lexicon) => beginsWith(tokens, lexicon.change)));
  const correction = Math.max(...ear.lexicons.map((lexicon) => beginsWith(tokens, lexicon.correction)));
  if (change === 0 && correction === 0) return null;
  const rest = restOf(said, Math.max(change, correction));
  if (rest.tokens.length === 0) {
    if (change === 0) return null;
    return state.slot === confirm ? { ...askAgain(state, said), again: 'whichChange' } : null;
  }
  const held = applicable(flow, state.values).filter(({ id }) => state.values[id] !== undefined);
  for (const slot of held.toReversed()) {
    if (slot.id === state.slot || slot.type === 'text' || slot.type === 'name') continue;
    const hearing = slot.type === 'place' || slot.type === 'contact' ? 'asked' : 'passing';
    const parsed = readSlot(slot, rest, state.values[slot.id], ear, hearing);
    if (parsed === null) continue;
    if ('problem' in parsed) return hearing === 'asked' && change === 0 ? null : problem(state, said, parsed);
    if (JSON.stringify(parsed.value) === JSON.stringify(state.values[slot.id])) continue;
    return move(flow, fill(flow, state, { [slot.id]: parsed.value }, said), [slot.id]);
  }
  if (change === 0) return null;
  const named = applicable(flow, state.values).find(({ id }) =>
    ear.names(id).some((name) => contains(rest.tokens, name)),
  );
  return named === undefined ? null : reopen(flow, state, named.id, said);
}

function restOf({ text, tokens, ...said }: Said, from: number): Said {
  const rest = text.slice(tokens[from - 1]?.to ?? 0).replace(/^[\s,.:;!–-]+/u, '');
  return { ...said, text: rest, tokens: tokensOf(rest) };
}

/** What a message tells beside the slot that was asked: the first fact for each slot that is still open. */
function inPassing(flow: Flow, state: FlowState, said: Said, ear: Ear, asked: string | null) {
  const filled: Record<string, SlotValue> = {};
  for (const slot of flow.slots) {
    const isOpen =
      slot.type === 'photo' || (state.values[slot.id] === undefined && !state.answered.includes(slot.id));
    if (slot.id === asked || !isOpen || !holds(slot.when, { ...state.values, ...filled })) continue;
    const parsed = readSlot(slot, said, state.values[slot.id], ear, 'passing');
    if (parsed !== null && 'value' in parsed) filled[slot.id] = parsed.value;
  }
  return { filled };
}

function fill(flow: Flow, state: FlowState, filled: FlowState['values'], said: Said): FlowState {
  const answered = Object.keys(filled).reduce(withLast, state.answered);
  return settle(flow, { ...state, values: { ...state.values, ...filled }, answered }, said);
}

function settle(flow: Flow, state: FlowState, { at }: Said): FlowState {
  return { ...state, slot: nextSlot(flow, state), misses: 0, at: at.toISOString() };
}

/** Where a state leads: on to a question, to somebody else, to the advice. */
function move(flow: Flow, state: FlowState, heard: readonly string[], asked?: string): Advance {
  const reached = flow.boundaries.find((boundary) => holds(boundary.when, state.values));
  if (reached !== undefined) {
    const consent = reached.passOn === undefined ? undefined : state.values[reached.passOn];
    const refused = consent?.type === 'yesNo' && !consent.yes;
    if (refused || reached.passOn === undefined) return { kind: 'handOver', state, owner: reached.owner };
  }
  if (asked === undefined && state.slot === confirm && flow.sends === undefined)
    return { kind: 'advise', state };
  const notices = flow.notices
    .filter(({ when, text }) => holds(when, state.values) && !state.noticed.includes(text))
    .map(({ text }) => text);
  const isNew = reached !== undefined && !state.noticed.includes(`owner ${reached.owner}`);
  return {
    kind: 'ask',
    state: {
      ...state,
      noticed: [...state.noticed, ...notices, ...(isNew ? [`owner ${reached.owner}`] : [])],
    },
    heard,
    notices,
    boundary: isNew ? reached.owner : null,
  };
}

function askAgain(state: FlowState, said: Said): Extract<Advance, { kind: 'ask' }> {
  return { kind: 'ask', state: touch(state, said), heard: [], notices: [], boundary: null };
}

function unclear(state: FlowState, said: Said): Advance {
  return { ...askAgain({ ...state, misses: state.misses + 1 }, said), again: 'unclear' };
}

function problem(
  state: FlowState,
  said: Said,
  { problem: id, detail = '' }: Extract<NonNullable<Parsed>, { problem: Problem }>,
): Advance {
  return { ...askAgain({ ...state, misses: state.misses + 1 }, said), problem: { id, detail } };
}

function touch(state: FlowState, { at }: Said): FlowState {
  return { ...state, at: at.toISOString() };
}

function slotOf(flow: Flow, id: string): Slot {
  const slot = flow.slots.find((one) => one.id === id);
  if (slot === undefined) throw new Error(`the flow ${flow.id} has no slot ${id}`);
  return slot;
}

function withLast(list: readonly string[], id: string): string[] {
  return [...list.filter((one) => one !== id), id];
}

function contains(tokens: readonly Token[], phrase: string): boolean {
  return tokens.some((_, at) => beginsWith(tokens.slice(at), [phrase]) > 0);
}
