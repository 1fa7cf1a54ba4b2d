import type { FlowState, SlotValue } from '../flowState.ts';
import { byFact, correct, namedIn } from './correct.ts';
import type { Ear, Hearing, Said } from './ear.ts';
import type { Flow, Slot } from './flow.ts';
import { declines, moveIn, obeyMove, skip } from './obeyMove.ts';
import { labelOf } from './slots/choice.ts';
import { readContact } from './slots/contact.ts';
import { readSlot } from './slots/readSlot.ts';
import { readYesNo } from './slots/yesNo.ts';
import { confirm } from './state.ts';
import { findAny, isWhole } from './tokens.ts';
import { applicable, holds, nextSlot } from './walk.ts';
import { type Advance, askAgain, fill, refuse, reopen, slotOf, unclear, walkOn } from './walkOn.ts';

export type { Advance } from './walkOn.ts';

/** Fewer words tell no more than was heard in them. */
const fewestToldWords = 4;
/** The bare name of what is to be changed has no more around it than this. */
const mostAroundName = 2;
/** A "yes" to the read-back is no longer: "yes please, that is right". */
const mostInYes = 5;

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

/**
 * Fills what the words that started a flow tell already, so that only the rest is asked.
 *
 * @param story what was told, as it may stand as the description: without what must not be kept; null for a question
 */
export function hearBeginning(
  flow: Flow,
  state: FlowState,
  said: Said,
  ear: Ear,
  story: string | null,
): Advance {
  const filled = inPassing(flow, state, said, ear, null);
  if (story !== null && Object.keys(filled).length > 0 && said.tokens.length >= fewestToldWords) {
    const told = applicable(flow, { ...state.values, ...filled }).find(
      (slot) => slot.type === 'text' && slot.told,
    );
    const text =
      told === undefined ? null : readSlot(told, { ...said, text: story }, undefined, ear, 'loose');
    if (told !== undefined && text !== null && 'value' in text) filled[told.id] = text.value;
  }
  return walkOn(flow, fill(flow, state, filled, said), Object.keys(filled));
}

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
  if (ear.lexicons.some((lexicon) => findAny(tokens, lexicon.protected) !== null))
    return { kind: 'protect', state };
  const slot = state.slot === confirm ? null : slotOf(flow, state.slot);
  const wanted = moveIn(tokens, slot, ear);
  if (wanted !== null) return obeyMove(wanted, flow, state, said, ear);
  const changed = correct(flow, state, said, ear);
  if (changed !== null) return changed;
  if (slot === null) return atConfirm(flow, state, said, ear, hearing);
  return answer(flow, state, slot, said, ear, hearing);
}

function answer(
  flow: Flow,
  state: FlowState,
  slot: Slot,
  said: Said,
  ear: Ear,
  hearing: Exclude<Hearing, 'passing'>,
): Advance {
  if (slot.type === 'text' && declines(said, slot, ear)) return skip(flow, state, said, ear);
  // A picture without words is no answer to a question in words, nor is a telephone number a description.
  const answers =
    (said.text.trim() !== '' || slot.type === 'photo') && !(slot.type === 'text' && isContactAlone(said));
  const parsed = answers ? readSlot(slot, said, state.values[slot.id], ear, hearing) : null;
  // Free words may turn out to be a question: nothing is taken from them until they are known to be none.
  const isOpen = slot.type === 'text' && parsed === null && answers;
  // A button that was pressed says one thing.
  const passing = isOpen || isPressed(slot, said, ear) ? {} : inPassing(flow, state, said, ear, slot.id);
  const tellsOther = Object.keys(passing).length > 0;
  if ((parsed === null || 'problem' in parsed) && !tellsOther && declines(said, slot, ear))
    return skip(flow, state, said, ear);
  if (parsed !== null && 'problem' in parsed && !tellsOther) return refuse(state, said, parsed);
  const value = parsed !== null && 'value' in parsed ? parsed.value : null;
  if (value === null && hearing === 'asked' && !tellsOther) return { kind: 'aside' };
  const filled = value === null ? passing : { [slot.id]: value, ...passing };
  if (Object.keys(filled).length === 0) return unclear(state, said);
  const moved = walkOn(flow, fill(flow, state, filled, said), Object.keys(filled));
  const isPartly = parsed !== null && 'value' in parsed && parsed.partly !== undefined;
  if (moved.kind !== 'ask' || !isPartly) return moved;
  return { ...moved, problem: { id: parsed.partly, detail: parsed.detail ?? '' } };
}

function isContactAlone(said: Said): boolean {
  const contact = readContact(said, 'either', 'passing');
  return (
    contact !== null &&
    'value' in contact &&
    said.tokens.filter(({ word }) => /^\p{L}/u.test(word)).length <= 3
  );
}

/** True when the message is no more than one of the answers that were offered. */
function isPressed(slot: Slot, { tokens }: Said, ear: Ear): boolean {
  if (slot.type === 'yesNo')
    return ear.lexicons.some(({ yes, no }) => isWhole(tokens, yes) || isWhole(tokens, no));
  return ear.choices(slot.id).some(([, texts]) => texts.some((text) => isWhole(tokens, labelOf(text))));
}

function atConfirm(flow: Flow, state: FlowState, said: Said, ear: Ear, hearing: Hearing): Advance {
  // At the read-back whatever is told anew is a correction, also after a "yes": "yes, but it is Nobelvägen".
  const corrected = byFact(flow, state, said, said, ear, ['passing']);
  if (corrected !== null) return corrected;
  const filled = inPassing(flow, state, said, ear, null);
  if (Object.keys(filled).length > 0)
    return walkOn(flow, fill(flow, state, filled, said), Object.keys(filled));
  const yes = readYesNo(said, ear, 'asked');
  if (yes !== null && 'value' in yes && yes.value.type === 'yesNo') {
    // Nothing is sent on a "yes" that goes on with something that was not understood.
    const isPlain = yes.value.yes && said.tokens.length <= mostInYes;
    return isPlain ? { kind: 'send', state } : askAgain(state, said, 'whichChange');
  }
  const named = said.tokens.length <= mostAroundName ? namedIn(flow, state, said.tokens, ear) : null;
  if (named !== null) return reopen(flow, state, named, said);
  return hearing === 'asked' ? { kind: 'aside' } : unclear(state, said);
}

/** What a message tells beside the slot that was asked: the first fact for each slot that holds none yet. */
function inPassing(flow: Flow, state: FlowState, said: Said, ear: Ear, asked: string | null) {
  const filled: Record<string, SlotValue> = {};
  for (const slot of flow.slots) {
    const held = state.values[slot.id];
    if (slot.id === asked || slot.onlyAsked || !holds(slot.when, { ...state.values, ...filled })) continue;
    if (held !== undefined && !mayGrow(held)) continue;
    const parsed = readSlot(slot, said, held, ear, 'passing');
    if (parsed === null || !('value' in parsed)) continue;
    const value = grown(held, parsed.value);
    if (value !== null) filled[slot.id] = value;
  }
  return filled;
}

/** More pictures may come, and a street to an area. */
function mayGrow(held: SlotValue): boolean {
  // A point of the map is as near as can be.
  return (
    held.type === 'photo' || (held.type === 'place' && held.street === undefined && !/\d/.test(held.text))
  );
}

function grown(held: SlotValue | undefined, value: SlotValue): SlotValue | null {
  if (held?.type !== 'place' || value.type !== 'place') return value;
  if (value.street === undefined || held.text.includes(value.text)) return null;
  return { ...value, text: `${value.text}, ${held.text}` };
}
