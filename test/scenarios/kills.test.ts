import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/nlu/linear/seededRandom.ts';
import { milestones } from '../../src/turn/milestones.ts';
import { endure } from '../endurance/endure.ts';
import { newStore } from '../support/newStore.ts';

const seed = 20_261_127;

/** `npm run -s endure` does the same at any length. */
describe('citizens whose service is killed', () => {
  it('at each point that a message passes, and by the clock, lose nothing and see nothing twice', async () => {
    const store = await newStore();
    try {
      const endured = await endure({
        store,
        messages: 120,
        conversations: 8,
        kills: milestones.length + 2,
        random: seededRandom(seed),
      });
      expect(endured).toMatchObject({ messages: 120, lost: 0, doubled: 0, outOfOrder: 0 });
      expect(endured.kills).toBeGreaterThanOrEqual(milestones.length - 2);
    } finally {
      await store.remove();
    }
  }, 300_000);
});
