import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadExamples } from '../../src/content/loadExamples.ts';

let knowledge: string;

beforeEach(async () => {
  knowledge = await mkdtemp(join(tmpdir(), 'kommunlots-knowledge-'));
});

afterEach(async () => {
  await rm(knowledge, { recursive: true });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(knowledge, file)), { recursive: true });
  await writeFile(join(knowledge, file), text);
}

describe('the examples', () => {
  it('come from topics, small talk and out of scope, each phrase with its label, language and pattern', async () => {
    await write('topics/library/examples.sv.txt', '# bibliotek\n\nvar finns (biblioteket|bibblan)\n');
    await write('smalltalk/thanks/examples.fi.txt', 'kiitos\r\n');
    await write('out-of-scope/examples.en.txt', '\uFEFFtell me a joke');
    const { examples, faults } = await loadExamples(knowledge);
    const pattern = 'var finns (biblioteket|bibblan)';
    expect(examples).toEqual([
      { text: 'var finns biblioteket', label: 'library', language: 'sv', pattern },
      { text: 'var finns bibblan', label: 'library', language: 'sv', pattern },
      { text: 'kiitos', label: 'smalltalk/thanks', language: 'fi', pattern: 'kiitos' },
      { text: 'tell me a joke', label: null, language: 'en', pattern: 'tell me a joke' },
    ]);
    expect(faults).toEqual([]);
  });

  it('are reported with file and line where they cannot be read, and the others are kept', async () => {
    await write('topics/library/examples.sv.txt', '# bibliotek\nvar finns (biblioteket\nlåna en bok\n');
    const { examples, faults } = await loadExamples(knowledge);
    expect(examples.map((example) => example.text)).toEqual(['låna en bok']);
    expect(faults).toMatchObject([{ file: 'topics/library/examples.sv.txt', line: 2 }]);
  });

  it('are none where there is nothing', async () => {
    expect(await loadExamples(join(knowledge, 'nowhere'))).toEqual({ examples: [], faults: [] });
  });
});
