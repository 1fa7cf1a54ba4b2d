import type { FlowState } from '../model.ts';
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
  const corrected = byFact(flow, state, said, rest, ear);
  if (corrected !== null) return corrected;
  if (change === 0 || rest.tokens.length > change + mostAround) return null;
  const named = namedIn(flow, state, rest.tokens, ear);
  if (named !== null) return reopen(flow, state, named, said);
  // A wish to change something is no answer to anything else.
  const slot = flow.slots.find(({ id }) => id === state.slot);
  return slot?.type === 'text'
    ? null
    : askAgain(state, said, state.slot === confirm ? 'whichChange' : 'unclear');
}

/** The slot whose name, or another word for it, stands among the words; null when none does. */
export function namedIn(flow: Flow, state: FlowState, tokens: readonly Token[], ear: Ear): string | null {
  const named = applicable(flow, state.values).find(({ id }) => findAny(tokens, ear.names(id)) !== null);
  return named?.id ?? null;
}

/** What is right, for a slot that holds something else; the slot that was answered last is meant first. */
function byFact(flow: Flow, state: FlowState, said: Said, rest: Said, ear: Ear): Advance | null {
  const held = applicable(flow, state.values)
    .filter(({ id }) => state.values[id] !== undefined && id !== state.slot)
    .toSorted((one, other) => state.answered.indexOf(other.id) - state.answered.indexOf(one.id));
  for (const slot of held) {
    const value = state.values[slot.id];
    const isFree = slot.type === 'text';
    if (isFree) continue;
    const hearing = slot.type === 'place' || slot.type === 'contact' ? 'asked' : 'passing';
    const parsed = readSlot(slot, rest, value, ear, hearing);
    if (parsed === null) continue;
    if ('problem' in parsed) {
      if (slot.type !== 'place') continue;
      return refuse(state, said, parsed);
    }
    if (JSON.stringify(parsed.value) === JSON.stringify(value)) continue;
    return walkOn(flow, fill(flow, state, { [slot.id]: parsed.value }, said), [slot.id]);
  }
  return null;
}

function longest(tokens: readonly Token[], phrases: readonly (readonly string[])[]): number {
  return Math.max(...phrases.map((each) => beginsWith(tokens, each)));
}

function restOf({ text, tokens, ...said }: Said, from: number): Said {
  const rest = text.slice(tokens[from - 1]?.to ?? 0).replace(/^[\s,.:;!–-]+/u, '');
  return { ...said, text: rest, tokens: tokensOf(rest) };
}
