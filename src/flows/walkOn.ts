import type { FlowState } from '../flowState.ts';
import type { Parsed, Problem, Said } from './ear.ts';
import type { Flow, Slot } from './flow.ts';
import { confirm } from './state.ts';
import { holds, nextSlot } from './walk.ts';

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

type Asked = Extract<Advance, { kind: 'ask' }>;

/** The state with these values, at the next open question. */
export function fill(flow: Flow, state: FlowState, filled: FlowState['values'], said: Said): FlowState {
  const answered = Object.keys(filled).reduce(withLast, state.answered);
  return settle(flow, { ...state, values: { ...state.values, ...filled }, answered }, said);
}

/** The state at its next open question. */
export function settle(flow: Flow, state: FlowState, { at }: Said): FlowState {
  return { ...state, slot: nextSlot(flow, state), misses: 0, at: at.toISOString() };
}

/**
 * Where a state leads: on to a question, to somebody else, to the advice.
 *
 * @param heard slots that were filled
 * @param asked the slot that is asked whether anything is open or not
 */
export function walkOn(flow: Flow, state: FlowState, heard: readonly string[], asked?: string): Advance {
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

/** Asks a slot anew: its answer is taken away until there is another. */
export function reopen(flow: Flow, state: FlowState, slot: string, said: Said): Advance {
  const { [slot]: _taken, ...values } = state.values;
  const opened = { ...state, values, answered: state.answered.filter((id) => id !== slot) };
  return walkOn(flow, { ...opened, slot, misses: 0, at: said.at.toISOString() }, [], slot);
}

/** The same question, and nothing else has changed. */
export function askAgain(state: FlowState, { at }: Said, again?: Asked['again']): Asked {
  return {
    kind: 'ask',
    state: { ...state, at: at.toISOString() },
    heard: [],
    notices: [],
    boundary: null,
    ...(again === undefined ? {} : { again }),
  };
}

/** Not understood. */
export function unclear(state: FlowState, said: Said): Asked {
  return askAgain({ ...state, misses: state.misses + 1 }, said, 'unclear');
}

/** Understood, and cannot be taken. */
export function refuse(
  state: FlowState,
  said: Said,
  { problem: id, detail = '' }: Extract<NonNullable<Parsed>, { problem: Problem }>,
): Asked {
  return { ...askAgain({ ...state, misses: state.misses + 1 }, said), problem: { id, detail } };
}

export function slotOf(flow: Flow, id: string): Slot {
  const slot = flow.slots.find((one) => one.id === id);
  if (slot === undefined) throw new Error(`the flow ${flow.id} has no slot ${id}`);
  return slot;
}

export function withLast(list: readonly string[], id: string): string[] {
  return [...list.filter((one) => one !== id), id];
}
