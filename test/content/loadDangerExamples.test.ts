import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDangerExamples } from '../../src/content/loadDangerExamples.ts';

let knowledge: string;
const write = (name: string, text: string) => writeFile(join(knowledge, 'danger/examples', name), text);

beforeEach(async () => {
  knowledge = await mkdtemp(join(tmpdir(), 'kommunlots-knowledge-'));
  await mkdir(join(knowledge, 'danger/examples'), { recursive: true });
});
afterEach(() => rm(knowledge, { recursive: true }));

describe('the examples of danger', () => {
  it('are told by their file: what kind of danger, or none, in which language', async () => {
    await write('fire.fi.txt', '# tuli\ntalo palaa\n\n');
    await write('harmless.sv.txt', '\uFEFFlampan har brunnit ut\r\n');
    expect(await loadDangerExamples(knowledge)).toEqual({
      examples: [
        { text: 'talo palaa', label: 'fire', language: 'fi', pattern: 'talo palaa' },
        { text: 'lampan har brunnit ut', label: null, language: 'sv', pattern: 'lampan har brunnit ut' },
      ],
      faults: [],
    });
  });

  it.each(['flood.sv.txt', 'fire.txt', 'fire.swedish.txt', 'fire.sv.md'])(
    'are refused in a file called %s, and the names that may be are told',
    async (name) => {
      await write(name, 'vatten överallt\n');
      const { examples, faults } = await loadDangerExamples(knowledge);
      expect(examples).toEqual([]);
      expect(faults).toMatchObject([{ file: `danger/examples/${name}`, line: 1 }]);
      expect(faults[0]?.message).toContain('suicide, overdose, fire');
    },
  );
});
