import { beforeAll, describe, expect, it } from 'vitest';
import { networksFromJson, networksToJson, trainNetworks } from '../../src/nlu/nlpjs/networks.ts';
import { NlpjsRecogniser } from '../../src/nlu/nlpjs/nlpjsRecogniser.ts';
import { smallExamples, utterance } from './smallExamples.ts';

let networks: Awaited<ReturnType<typeof trainNetworks>>;
let recogniser: NlpjsRecogniser;
const told: number[] = [];

beforeAll(async () => {
  networks = await trainNetworks(smallExamples, (share) => told.push(share));
  recogniser = new NlpjsRecogniser(networks);
});

describe('the recogniser of NLP.js', () => {
  it.each([
    ['jag vill låna en bok', 'sv', 'library'],
    ['jag vill låna en bok', 'sv-simple', 'library'],
    ['haluan lainata kirjan', 'fi', 'library'],
    ['I want to borrow a book', 'en', 'library'],
    ['أريد استعارة كتاب', 'ar', 'library'],
  ] as const)('finds the topic of "%s" in %s', async (text, language, topic) => {
    expect(await recogniser.recognise({ ...utterance(text), language })).toMatchObject({ topic });
  });

  it('takes a language without examples for the first that has some, and does not fail', async () => {
    expect((await recogniser.recognise({ ...utterance('xyz'), language: 'pl' })).band).toBe('admit');
  });

  it.each(['', ' ', '🙂', 'constructor __proto__ toString', 'x'.repeat(4000)])(
    'survives %j',
    async (text) => {
      expect((await recogniser.recognise(utterance(text))).band).toMatch(/^(answer|ask|admit)$/);
    },
  );

  it('says which words decided', async () => {
    const [first] = await recogniser.explain(utterance('låna en bok'));
    expect(first?.topic).toBe('library');
    expect(first?.evidence.map(({ feature }) => feature)).toContain('bok');
  });

  it('is the same after it was kept in a file, and tells its training up to the end', async () => {
    const again = new NlpjsRecogniser(await networksFromJson(networksToJson(networks)));
    const asked = utterance('när öppnar biblioteket');
    const [before, after] = [await recogniser.rank(asked), await again.rank(asked)];
    expect(after.map(({ label }) => label)).toEqual(before.map(({ label }) => label));
    expect(told.at(-1)).toBe(1);
  });

  it('keeps no text that it was asked of', async () => {
    await recogniser.recognise(utterance('hemligheten heter kanelbulle'));
    expect(JSON.stringify([...networks.values()].map((network) => network.cache ?? null))).toBe(
      '[null,null,null,null]',
    );
  });
});
