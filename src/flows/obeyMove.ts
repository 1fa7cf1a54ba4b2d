import type { FlowState } from '../flowState.ts';
import type { Ear, Said } from './ear.ts';
import type { Flow, Slot } from './flow.ts';
import { type Move, moves } from './lexicon.ts';
import { readSlot } from './slots/readSlot.ts';
import { confirm } from './state.ts';
import { beginsWith, findAny, isWhole, type Token } from './tokens.ts';
import { applicable } from './walk.ts';
import { type Advance, askAgain, fill, reopen, settle, slotOf, unclear, walkOn, withLast } from './walkOn.ts';
import { sayingAtBeginning } from './yesAndNo.ts';

/** A move may have a word or two behind it: "cancel everything", "skip that". */
const mostBehind = 2;
/** Free words that decline are no longer. */
const mostInRefusal = 5;

/** The move that a message makes, where it makes one: as a whole, after a "no", or with a word or two behind it. */
export function moveIn(tokens: readonly Token[], slot: Slot | null, ear: Ear): Move | null {
  const { lexicons } = ear;
  const no = sayingAtBeginning(tokens, ear, 'no');
  const rest = no > 0 && no < tokens.length ? tokens.slice(no) : tokens;
  const all = allMoves(lexicons);
  if (beginsWith(tokens, all) === 0 && (rest === tokens || beginsWith(rest, all) === 0)) return null;
  for (const lexicon of lexicons) {
    const found = moves.find(
      (one) =>
        isWhole(tokens, lexicon.moves[one]) ||
        // "No, cancel" cancels; "no, send" is not clear enough to send anything.
        (one !== 'send' && isWhole(rest, lexicon.moves[one])),
    );
    if (found !== undefined) return found;
  }
  // Free words may begin with anything.
  if (slot?.type === 'text' || slot?.type === 'name') return null;
  for (const lexicon of lexicons) {
    const found = (['cancel', 'skip'] as const).find((one) => {
      const length = beginsWith(tokens, lexicon.moves[one]);
      const behind = tokens.slice(length);
      // "Do not cancel" begins like "cancel" in Swedish.
      const isDenied = lexicons.some(({ no }) => findAny(behind, no) !== null);
      return length > 0 && behind.length <= mostBehind && !isDenied;
    });
    if (found !== undefined) return found;
  }
  return null;
}

const moveLists = new WeakMap<Ear['lexicons'], readonly string[]>();

/** Every way to say a move: most messages are none, and are told at once. */
function allMoves(lexicons: Ear['lexicons']): readonly string[] {
  let list = moveLists.get(lexicons);
  if (list === undefined) {
    list = lexicons.flatMap((lexicon) => Object.values(lexicon.moves).flat());
    moveLists.set(lexicons, list);
  }
  return list;
}

/**
 * True when somebody does not want to answer what may be left open: "no", "I have no picture", "I would rather not". Free
 * words are not looked through for it: they may tell of what is not there.
 */
export function declines({ text, tokens, pictures }: Said, slot: Slot, ear: Ear): boolean {
  const { lexicons } = ear;
  if (!slot.optional || pictures.length > 0 || /[\d@]/u.test(text)) return false;
  if (slot.type === 'yesNo' || slot.type === 'choice' || slot.type === 'choices') return false;
  if (lexicons.some(({ no, none }) => isWhole(tokens, no) || isWhole(tokens, none))) return true;
  if (slot.type === 'text')
    return (
      tokens.length <= mostInRefusal && lexicons.some(({ unwilling }) => beginsWith(tokens, unwilling) > 0)
    );
  return (
    sayingAtBeginning(tokens, ear, 'no') > 0 ||
    lexicons.some(({ unwilling }) => findAny(tokens, unwilling) !== null)
  );
}

export function obeyMove(wanted: Move, flow: Flow, state: FlowState, said: Said, ear: Ear): Advance {
  switch (wanted) {
    case 'cancel':
      return { kind: 'cancel', state };
    case 'pause':
      return { kind: 'pause', state: { ...state, at: said.at.toISOString() } };
    case 'back':
      return goBack(flow, state, said);
    case 'why':
    case 'help':
    case 'resume':
      return askAgain(state, said, wanted);
    case 'send':
      return hurry(flow, state, said);
    case 'skip':
      return skip(flow, state, said, ear);
  }
}

/** "Send" before the end: what may be left open is, and the rest is read back. */
function hurry(flow: Flow, state: FlowState, said: Said): Advance {
  if (state.slot === confirm) return { kind: 'send', state };
  const open = applicable(flow, state.values).filter(({ id }) => state.values[id] === undefined);
  if (open.some(({ optional }) => !optional)) return askAgain(state, said, 'required');
  const answered = open.reduce((list, { id }) => withLast(list, id), [...state.answered]);
  return walkOn(flow, settle(flow, { ...state, answered }, said), []);
}

export function skip(flow: Flow, state: FlowState, said: Said, ear: Ear): Advance {
  if (state.slot === confirm) return unclear(state, said);
  const slot = slotOf(flow, state.slot);
  if (!slot.optional) {
    // What says "skip" may be an answer: the "no" of a yes or no, the choice "I do not know".
    const answer = readSlot(slot, said, undefined, ear, 'asked');
    if (answer !== null && 'value' in answer)
      return walkOn(flow, fill(flow, state, { [slot.id]: answer.value }, said), [slot.id]);
    return askAgain(state, said, 'required');
  }
  return walkOn(flow, settle(flow, { ...state, answered: withLast(state.answered, slot.id) }, said), []);
}

/** To the question before, without its answer; at the first one nothing lies before. */
function goBack(flow: Flow, state: FlowState, said: Said): Advance {
  const applies = new Set(applicable(flow, state.values).map(({ id }) => id));
  const before = state.answered.filter((id) => applies.has(id) && id !== state.slot).at(-1);
  return before === undefined ? askAgain(state, said, 'first') : reopen(flow, state, before, said);
}
