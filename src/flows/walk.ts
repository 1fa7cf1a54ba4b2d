import type { FlowState, SlotValue } from '../flowState.ts';
import type { Condition, Flow, Slot } from './flow.ts';
import { confirm } from './state.ts';

/** True when every named slot holds one of the values. */
export function holds(condition: Condition | undefined, values: FlowState['values']): boolean {
  return Object.entries(condition ?? {}).every(([slot, wanted]) =>
    choicesOf(values[slot]).some((value) => wanted.includes(value)),
  );
}

function choicesOf(value: SlotValue | undefined): readonly string[] {
  switch (value?.type) {
    case 'choice':
      return [value.id];
    case 'choices':
      return value.ids;
    case 'yesNo':
      return [value.yes ? 'yes' : 'no'];
    default:
      return [];
  }
}

/** The slots that this citizen is asked, in order: those whose condition holds. */
export function applicable(flow: Flow, values: FlowState['values']): Slot[] {
  return flow.slots.filter((slot) => holds(slot.when, values));
}

/** What counts of the values: those of slots that apply. Nothing else is read back or sent. */
export function applicableValues(flow: Flow, values: FlowState['values']): (readonly [Slot, SlotValue])[] {
  return applicable(flow, values).flatMap((slot) => {
    const value = values[slot.id];
    return value === undefined ? [] : [[slot, value] as const];
  });
}

/** The next slot that has no answer and was not skipped, or the read-back. */
export function nextSlot(flow: Flow, { values, answered }: Pick<FlowState, 'values' | 'answered'>): string {
  const open = applicable(flow, values).find(({ id }) => values[id] === undefined && !answered.includes(id));
  return open?.id ?? confirm;
}

/** "Step 2 of 5": of the slots that apply, and the read-back where there is one. */
export function progressOf(flow: Flow, state: FlowState): { readonly step: number; readonly steps: number } {
  const slots = applicable(flow, state.values);
  const steps = slots.length + (flow.sends === undefined ? 0 : 1);
  if (state.slot === confirm) return { step: steps, steps };
  const done = slots.filter(({ id }) => id !== state.slot && state.answered.includes(id)).length;
  return { step: Math.min(done + 1, steps), steps };
}

/** What of a value the contract's `flow.filled` shows. */
export function shortValue(value: SlotValue): string | number | boolean | readonly string[] {
  switch (value.type) {
    case 'choice':
      return value.id;
    case 'choices':
    case 'photo':
      return value.ids;
    case 'yesNo':
      return value.yes;
    case 'text':
    case 'place':
    case 'name':
      return value.text;
    case 'when':
      return value.date === null
        ? value.said
        : [value.date, value.time ?? value.part].filter(Boolean).join(' ');
    case 'contact':
      return [value.phone, value.email].filter((way) => way !== undefined).join(' ');
    case 'number':
      return value.number;
  }
}

/**
 * Carries a walk that began with an older version over to the flow as it is: by its migrations, then by keeping what
 * still fits. What does not fit is asked anew.
 */
export function carryOver(flow: Flow, state: FlowState): FlowState {
  if (state.version === flow.version) return state;
  let moved = state;
  for (const migration of flow.migrations.toSorted((one, other) => one.from - other.from)) {
    if (migration.from < moved.version || migration.from >= flow.version) continue;
    const rename = (id: string) => migration.slots[id] ?? id;
    moved = {
      ...moved,
      values: Object.fromEntries(
        Object.entries(moved.values).map(([id, value]) => [
          rename(id),
          renameChoice(value, migration.choices[rename(id)] ?? {}),
        ]),
      ),
      answered: moved.answered.map(rename),
      version: migration.from + 1,
    };
  }
  const values = Object.fromEntries(
    Object.entries(moved.values).filter(([id, value]) => {
      const slot = flow.slots.find((one) => one.id === id);
      return slot !== undefined && slot.type === value.type && isOffered(slot, value);
    }),
  );
  const known = new Set(flow.slots.map(({ id }) => id));
  const answered = moved.answered.filter(
    (id) => known.has(id) && (values[id] !== undefined || !moved.values[id]),
  );
  const carried = { ...moved, version: flow.version, values, answered };
  return { ...carried, slot: nextSlot(flow, carried), misses: 0 };
}

function renameChoice(value: SlotValue, names: Readonly<Record<string, string>>): SlotValue {
  const rename = (id: string) => names[id] ?? id;
  if (value.type === 'choice') return { ...value, id: rename(value.id) };
  return value.type === 'choices' ? { ...value, ids: value.ids.map(rename) } : value;
}

function isOffered(slot: Slot, value: SlotValue): boolean {
  if (slot.type === 'choice' && value.type === 'choice') return slot.choices.includes(value.id);
  if (slot.type === 'choices' && value.type === 'choices')
    return value.ids.every((id) => slot.choices.includes(id));
  return true;
}
