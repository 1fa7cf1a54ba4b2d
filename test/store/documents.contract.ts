import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CollectionDefinition, Documents } from '../../src/documents.ts';

const noteSchema = z.object({
  shelf: z.string(),
  place: z.number(),
  author: z.string().nullable(),
  done: z.boolean(),
  words: z.array(z.string()),
});
type Note = z.infer<typeof noteSchema>;

const notesDefinition: CollectionDefinition<Note> = {
  name: 'notes',
  unique: [['shelf', 'place']],
  indexes: [['author']],
  parse: (stored) => noteSchema.parse(stored),
};

const note = (overrides: Partial<Note> = {}): Note => ({
  shelf: 'a',
  place: 1,
  author: null,
  done: false,
  words: [],
  ...overrides,
});

/** What every document store must keep, whichever database is behind it. */
export function describeDocuments(
  name: string,
  open: () => Promise<{ documents: Documents; reopen: () => Promise<Documents>; end: () => Promise<void> }>,
): void {
  describe(`${name} as a document store`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    const notes = () => opened.documents.collection(notesDefinition);
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.end());

    it('gives back what was inserted, unchanged', async () => {
      const written = note({ author: 'å "quoted" \u2028 line', words: ['x', '', 'سلام'] });
      expect(await notes().insert(written)).toBe('inserted');
      expect(await notes().findOne({ shelf: 'a', place: 1 })).toEqual(written);
    });

    it('lets one of many inserts on a unique key win', async () => {
      const tries = Array.from({ length: 50 }, (_, index) =>
        notes().insert(note({ author: `writer ${index}` })),
      );
      const results = await Promise.all(tries);
      expect(results.filter((result) => result === 'inserted')).toHaveLength(1);
      expect(await notes().find({})).toHaveLength(1);
    });

    it('says taken only for the whole key', async () => {
      await notes().insert(note({ place: 1 }));
      expect(await notes().insert(note({ place: 2 }))).toBe('inserted');
      expect(await notes().insert(note({ shelf: 'b' }))).toBe('inserted');
      expect(await notes().insert(note({ place: 2 }))).toBe('taken');
    });

    it('finds by equality, by null, by truth, by range and by list', async () => {
      await notes().insert(note({ place: 1, author: 'x', done: true }));
      await notes().insert(note({ place: 2 }));
      await notes().insert(note({ place: 3 }));
      const places = async (filter: Parameters<ReturnType<typeof notes>['find']>[0]) =>
        (await notes().find(filter)).map((found) => found.place).sort((a, b) => a - b);
      expect(await places({ author: 'x' })).toEqual([1]);
      expect(await places({ author: null })).toEqual([2, 3]);
      expect(await places({ done: true })).toEqual([1]);
      expect(await places({ done: false })).toEqual([2, 3]);
      expect(await places({ place: { $gt: 1, $lte: 3 } })).toEqual([2, 3]);
      expect(await places({ place: { $gte: 3 } })).toEqual([3]);
      expect(await places({ place: { $lt: 2 } })).toEqual([1]);
      expect(await places({ place: { $in: [1, 3, 9] } })).toEqual([1, 3]);
      expect(await places({ shelf: 'nowhere' })).toEqual([]);
    });

    it('sorts by number, not by text, and limits after sorting', async () => {
      for (const place of [10, 9, 2, 100]) await notes().insert(note({ place }));
      const found = await notes().find(
        { shelf: 'a' },
        { sort: { field: 'place', direction: 'descending' }, limit: 3 },
      );
      expect(found.map((each) => each.place)).toEqual([100, 10, 9]);
      expect((await notes().findOne({}, { sort: { field: 'place', direction: 'ascending' } }))?.place).toBe(
        2,
      );
    });

    it('updates every match, also to null and to lists, and says how many', async () => {
      await notes().insert(note({ place: 1, author: 'x' }));
      await notes().insert(note({ place: 2, author: 'x' }));
      expect(await notes().update({ author: 'x' }, { author: null, words: ['new'], done: true })).toBe(2);
      expect(await notes().findOne({ place: 2 })).toEqual(note({ place: 2, words: ['new'], done: true }));
      expect(await notes().update({ shelf: 'nowhere' }, { done: false })).toBe(0);
    });

    it('removes every match and says how many', async () => {
      await notes().insert(note({ place: 1 }));
      await notes().insert(note({ place: 2 }));
      await notes().insert(note({ place: 3, author: 'kept' }));
      expect(await notes().remove({ author: null })).toBe(2);
      expect((await notes().find({})).map((found) => found.place)).toEqual([3]);
    });

    it('gives all in the order of their insertion, also very many', async () => {
      const places = Array.from({ length: 1200 }, (_, index) => (index * 7919) % 1201);
      for (const place of places.slice(0, 5)) await notes().insert(note({ place }));
      // In lots: a slow machine's pool of connections gives up on a thousand at once.
      for (let from = 5; from < places.length; from += 100)
        await Promise.all(places.slice(from, from + 100).map((place) => notes().insert(note({ place }))));
      const read: number[] = [];
      for await (const { place } of notes().all()) read.push(place);
      expect(read.slice(0, 5)).toEqual(places.slice(0, 5));
      expect([...read].sort((a, b) => a - b)).toEqual([...places].sort((a, b) => a - b));
    });

    it('takes no filter value for a command', async () => {
      await notes().insert(note());
      expect(await notes().find({ shelf: "a' OR '1'='1" })).toEqual([]);
    });

    it('keeps everything over closing and opening again', async () => {
      await notes().insert(note({ author: 'stays' }));
      await opened.documents.close();
      const again = (await opened.reopen()).collection(notesDefinition);
      expect(await again.findOne({ author: 'stays' })).toEqual(note({ author: 'stays' }));
      expect(await again.insert(note())).toBe('taken');
    });
  });
}
