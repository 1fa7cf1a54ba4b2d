import type { FlowState, SlotValue } from '../flowState.ts';
import type { Ear, Said } from './ear.ts';
import type { Flow } from './flow.ts';
import { readSlot } from './slots/readSlot.ts';
import { confirm } from './state.ts';
import { beginsWith, findAny, type Token, tokensOf } from './tokens.ts';
import { applicable } from './walk.ts';
import { type Advance, askAgain, fill, refuse, reopen, walkOn } from './walkOn.ts';

/** The name of what is to be changed has no more around it than this. */
const mostAround = 3;

/**
 * "Change the place", "no, it was number 22", "wrong street, it is Nobelvägen"; null for what changes nothing that is
 * held.
 */
export function correct(flow: Flow, state: FlowState, said: Said, ear: Ear): Advance | null {
  const change = longest(
    said.tokens,
    ear.lexicons.map((lexicon) => lexicon.change),
  );
  const correction = longest(
    said.tokens,
    ear.lexicons.map((lexicon) => lexicon.correction),
  );
  if (change === 0 && correction === 0) return null;
  const rest = restOf(said, Math.max(change, correction));
  if (rest.tokens.length === 0)
    return change > 0 && state.slot === confirm ? askAgain(state, said, 'whichChange') : null;
  const corrected = byFact(flow, state, said, rest, ear, ['passing', 'asked']);
  if (corrected !== null) return corrected;
  if (change === 0 || rest.tokens.length > change + mostAround)
    return correction > 1 ? notTaken(flow, state, said) : null;
  const named = namedIn(flow, state, rest.tokens, ear);
  if (named !== null) return reopen(flow, state, named, said);
  // A wish to change something is no answer to anything else.
  const slot = flow.slots.find(({ id }) => id === state.slot);
  return slot?.type === 'text'
    ? null
    : askAgain(state, said, state.slot === confirm ? 'whichChange' : 'unclear');
}

/** A correction that is not understood is no place and no name: what should be changed is asked. Free words may begin so. */
function notTaken(flow: Flow, state: FlowState, said: Said): Advance | null {
  const type = flow.slots.find(({ id }) => id === state.slot)?.type;
  return type === 'place' || type === 'name' || type === 'when' ? askAgain(state, said, 'whichChange') : null;
}

/** The slot whose name, or another word for it, stands among the words; null when none does. */
export function namedIn(flow: Flow, state: FlowState, tokens: readonly Token[], ear: Ear): string | null {
  const named = applicable(flow, state.values).find(({ id }) => findAny(tokens, ear.names(id)) !== null);
  return named?.id ?? null;
}

/**
 * What is right, for every slot that holds something else. First what cannot be anything else; where nothing is, one slot
 * as if it was asked, the one that was answered last first: "number 22", "three weeks".
 *
 * @param hearings `asked` only where the message is a correction in so many words
 */
export function byFact(
  flow: Flow,
  state: FlowState,
  said: Said,
  rest: Said,
  ear: Ear,
  hearings: readonly ('passing' | 'asked')[],
): Advance | null {
  const held = applicable(flow, state.values)
    .filter(({ id, type }) => state.values[id] !== undefined && id !== state.slot && type !== 'text')
    .toSorted((one, other) => state.answered.indexOf(other.id) - state.answered.indexOf(one.id));
  const filled: Record<string, SlotValue> = {};
  for (const hearing of hearings) {
    for (const slot of held) {
      const value = state.values[slot.id];
      const isName =
        slot.type === 'name' &&
        longest(
          rest.tokens,
          ear.lexicons.map(({ nameIs }) => nameIs),
        ) > 0;
      const parsed = readSlot(slot, rest, value, ear, isName ? 'loose' : hearing);
      if (parsed === null || ('problem' in parsed && slot.type !== 'place')) continue;
      if ('problem' in parsed) return hearings.includes('asked') ? refuse(state, said, parsed) : null;
      if (JSON.stringify(parsed.value) === JSON.stringify(value)) continue;
      filled[slot.id] = parsed.value;
      if (hearing === 'asked') break;
    }
    if (Object.keys(filled).length > 0) break;
  }
  if (Object.keys(filled).length === 0) return null;
  const corrected = fill(flow, state, { ...filled, ...storyWith(flow, state, filled) }, said);
  return walkOn(flow, corrected, Object.keys(filled));
}

/** What was told at the beginning names the old place: it names the new one from now on. */
function storyWith(flow: Flow, state: FlowState, filled: FlowState['values']): FlowState['values'] {
  const place = flow.slots.find(({ type }) => type === 'place');
  const story = flow.slots.find((slot) => slot.type === 'text' && slot.told);
  const [before, after] = place === undefined ? [] : [state.values[place.id], filled[place.id]];
  const told = story === undefined ? undefined : state.values[story.id];
  if (story === undefined || told?.type !== 'text' || before?.type !== 'place' || after?.type !== 'place')
    return {};
  const at = told.text.toLowerCase().indexOf(before.text.toLowerCase());
  if (at < 0) return {};
  const text = `${told.text.slice(0, at)}${after.text}${told.text.slice(at + before.text.length)}`;
  return { [story.id]: { type: 'text', text } };
}

function longest(tokens: readonly Token[], phrases: readonly (readonly string[])[]): number {
  return Math.max(...phrases.map((each) => beginsWith(tokens, each)));
}

function restOf({ text, tokens, ...said }: Said, from: number): Said {
  const rest = text.slice(tokens[from - 1]?.to ?? 0).replace(/^[\s,.:;!–-]+/u, '');
  return { ...said, text: rest, tokens: tokensOf(rest) };
}
