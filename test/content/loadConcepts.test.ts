import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConcepts } from '../../src/content/loadConcepts.ts';

let knowledge: string;

beforeEach(async () => {
  knowledge = await mkdtemp(join(tmpdir(), 'kommunlots-concepts-'));
});

afterEach(async () => {
  await rm(knowledge, { recursive: true });
});

describe('the concepts file', () => {
  it('has one idea a line, its words with bars between the languages', async () => {
    await writeFile(join(knowledge, 'concepts.txt'), '# ord\nbil bilen | auto | car\n\nhyra | vuokra\n');
    expect(await loadConcepts(knowledge)).toEqual({
      concepts: [
        { sv: ['bil', 'bilen'], fi: ['auto'], en: ['car'] },
        { sv: ['hyra'], fi: ['vuokra'] },
      ],
      faults: [],
    });
  });

  it('names the line of an idea with one word alone', async () => {
    await writeFile(join(knowledge, 'concepts.txt'), 'hyra | vuokra\nbil\n');
    expect((await loadConcepts(knowledge)).faults).toMatchObject([{ file: 'concepts.txt', line: 2 }]);
  });

  it('may be missing', async () => {
    expect(await loadConcepts(knowledge)).toEqual({ concepts: [], faults: [] });
  });
});
