import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import { startAssistant, talk } from '../support/assistant.ts';

const rows = readFileSync('test/understanding/aspects.sv.tsv', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [text = '', topic = '', aspect = ''] = line.split('\t');
    return { text, topic, aspect };
  });
let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

it('answers the aspect that a question asks for, at the beginning of the answer, in at least 85 of 100', async () => {
  let right = 0;
  for (const { text, topic, aspect } of rows) {
    const say = await talk(assistant);
    const { result, replies } = await say(text);
    const article = assistant.mind().reference.library.article(topic, 'sv');
    const [beginning = ''] = (article?.sections[aspect as 'how'] ?? '\n').split(/\{\{|\n/);
    const begins = replies[0]?.text.slice(0, 300).includes(beginning.slice(0, 120)) ?? false;
    if (result.topic === topic && result.aspect === aspect && begins) right += 1;
  }
  expect(rows.length).toBeGreaterThan(200);
  expect(right / rows.length).toBeGreaterThanOrEqual(0.85);
});

it('answers by the nearest aspect where an article has no section of its own', async () => {
  const { result } = await (await talk(assistant))('När börjar nästa SFI-kurs?');
  expect(result).toMatchObject({ topic: 'sfi', aspect: 'time' });
});

it('names the public site that an answer comes from', async () => {
  const { replies } = await (await talk(assistant))('Hur ansöker jag om försörjningsstöd?');
  expect(replies[0]?.text).toMatch(/\n\n\*Källa: malmo\.se( \(\d{4}\))?\*$/);
});

it('does not take a question that only begins alike for one about the topic at hand', async () => {
  const say = await talk(assistant);
  await say('Vad kostar förskola?');
  const off = await say('hur lagar man en cykelslang egentligen');
  expect(off.result.topic).not.toBe('preschool-fee');
  const on = await say('och när då?');
  expect(on.result.topic).toBe('preschool-fee');
});
