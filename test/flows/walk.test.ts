import { describe, expect, it } from 'vitest';
import type { FlowState } from '../../src/flowState.ts';
import { flowSchema } from '../../src/flows/flow.ts';
import { carryOver, progressOf } from '../../src/flows/walk.ts';

const flow = {
  ...flowSchema.parse({
    version: 3,
    topics: ['street-fault'],
    starts: 'told',
    slots: [
      { id: 'what', type: 'choice', choices: ['hole', 'lamp'] },
      { id: 'place', type: 'place' },
      { id: 'note', type: 'text', optional: true },
    ],
    sends: { owner: 'fgk' },
    migrations: [
      { from: 1, slots: { kind: 'what' } },
      { from: 2, choices: { what: { pit: 'hole' } } },
    ],
  }),
  id: 'fault',
};
const state = (overrides: Partial<FlowState>): FlowState => ({
  walk: 'w',
  flow: 'fault',
  version: 1,
  values: {},
  answered: [],
  slot: 'place',
  misses: 2,
  noticed: [],
  at: '2026-11-24T09:30:00.000Z',
  ...overrides,
});

describe('a walk that began with an older version', () => {
  it('goes on under the new names of its slots and choices', () => {
    const old = state({ values: { kind: { type: 'choice', id: 'pit' } }, answered: ['kind'] });
    expect(carryOver(flow, old)).toMatchObject({
      version: 3,
      values: { what: { type: 'choice', id: 'hole' } },
      answered: ['what'],
      slot: 'place',
      misses: 0,
    });
  });

  it('is asked anew what no longer fits, and keeps the rest', () => {
    const old = state({
      version: 2,
      values: {
        what: { type: 'choice', id: 'sign' },
        place: { type: 'place', text: 'Nobelvägen 12', street: 'Nobelvägen' },
        gone: { type: 'text', text: 'x' },
      },
      answered: ['what', 'gone', 'place', 'note'],
      slot: 'confirm',
    });
    const carried = carryOver(flow, old);
    expect(Object.keys(carried.values)).toEqual(['place']);
    expect(carried).toMatchObject({ slot: 'what', answered: ['place', 'note'] });
    expect(progressOf(flow, carried)).toEqual({ step: 3, steps: 4 });
  });

  it('of the version of now is left as it is', () => {
    const now = state({ version: 3 });
    expect(carryOver(flow, now)).toBe(now);
  });
});
