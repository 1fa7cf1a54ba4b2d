import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import { startAssistant, talk } from '../support/assistant.ts';

let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

/** Each may be danger, and may be none. */
const doubtful = [
  'farfar har ramlat igen',
  'min bror mår väldigt dåligt',
  'en man ligger och sover i trapphuset varje natt',
  'någon har brutit sig in i förrådet',
];

describe('a question is answered in its own language', () => {
  it.each([
    ['hur ansöker jag om försörjningsstöd?', 'sv', 'sv', 'income-support', 'Försörjningsstöd'],
    ['Miten haen toimeentulotukea?', 'sv', 'fi', 'income-support', 'Toimeentulotuki'],
    ['How do I apply for a place in preschool?', 'sv', 'en', 'preschool-apply', 'preschool'],
    [
      'hur söker jag pengar till mat och hyra',
      'sv-simple',
      'sv-simple',
      'income-support',
      'Pengar från staden',
    ],
    ['Kuka korjaa rikkinäisen katulampun?', 'fi', 'fi', 'street-fault', 'vika'],
    ['where is the nearest library', 'en', 'en', 'library', 'library'],
  ])('%s (page in %s)', async (text, page, language, topic, words) => {
    const ask = await talk(assistant, page);
    const { result, replies } = await ask(text);
    expect(result).toMatchObject({ outcome: 'answered_article', topic, language });
    expect(replies[0]?.text.toLowerCase()).toContain(words.toLowerCase());
    expect(replies[0]?.text).toContain('](tel:');
  });

  it('shows 112 before anything else to somebody in danger', async () => {
    for (const [text, page] of [
      ['det brinner i mitt kök', 'sv'],
      ['my baby is not breathing', 'en'],
      ['en jaksa enää elää', 'fi'],
    ] as const) {
      const { result, replies } = await (await talk(assistant, page))(text);
      expect(result).toMatchObject({ outcome: 'warned_danger', topic: 'emergency' });
      expect(replies[0]?.text.slice(0, 40)).toContain('112');
    }
  });

  it('keeps 112 in sight where danger is possible, and answers all the same', async () => {
    const turns = await Promise.all(doubtful.map(async (text) => (await talk(assistant))(text)));
    for (const { replies } of turns) expect(replies[0]?.text).toContain('112');
    const answered = turns.filter(({ result }) => result.outcome !== 'warned_danger');
    expect(answered.length).toBeGreaterThan(0);
    for (const { replies } of answered) expect(replies.length).toBeGreaterThan(1);
  });

  it('tells in Arabic whose matter it is where no article is written yet', async () => {
    const { result, replies } = await (await talk(assistant, 'ar'))('كيف أحصل على رخصة البناء');
    expect(result).toMatchObject({ language: 'ar', topic: 'building-permit' });
    expect(replies[0]?.text).toContain('040-34 10 00');
  });

  it('answers a language that is not served once, politely, in that language', async () => {
    const { result, replies } = await (await talk(assistant))(
      'Dzień dobry, gdzie mogę zapisać dziecko do przedszkola?',
    );
    expect(result).toMatchObject({ outcome: 'unanswered_language', language: 'pl' });
    expect(replies[0]?.text).toContain('040-34 10 00');
  });
});

describe('every topic', () => {
  it('is answered when its title is pressed, in each language, with a way onward', async () => {
    const { library } = assistant.mind().reference;
    const dead: string[] = [];
    for (const language of ['sv', 'sv-simple', 'fi', 'en', 'ar'] as const) {
      for (const topic of library.topicIds()) {
        const ask = await talk(assistant, language);
        const { result, replies } = await ask(library.title(topic, language));
        const text = replies.map((reply) => reply.text).join('\n');
        const right = result.topic === topic || (topic === 'emergency' && result.outcome === 'warned_danger');
        if (!right || result.language !== language || !/\]\((tel|mailto|https?):/.test(text))
          dead.push(`${language} ${topic}: ${result.outcome} ${result.topic} ${result.language}`);
      }
    }
    expect(dead).toEqual([]);
  });
});

describe('the language', () => {
  it('follows a wish in words, and stays with it', async () => {
    const ask = await talk(assistant);
    expect((await ask('suomeksi kiitos')).result).toMatchObject({
      outcome: 'switched_language',
      language: 'fi',
    });
    expect((await ask('bygglov')).result.language).toBe('fi');
  });

  it('answers at once when the wish comes with a question', async () => {
    const { result } = await (await talk(assistant))('bygglov, på finska tack');
    expect(result).toMatchObject({ language: 'fi', topic: 'building-permit' });
  });

  it('turns to easy Swedish when somebody does not understand, and stays there', async () => {
    const ask = await talk(assistant);
    expect((await ask('lättare')).result).toMatchObject({
      outcome: 'switched_language',
      language: 'sv-simple',
    });
    expect((await ask('hur ansöker jag om försörjningsstöd?')).result.language).toBe('sv-simple');
    expect((await ask('vanlig svenska')).result.language).toBe('sv');
  });
});

describe('every button', () => {
  it('under an answer leads on: none is a dead end', async () => {
    const dead: string[] = [];
    for (const language of ['sv', 'sv-simple', 'fi', 'en', 'ar'] as const) {
      for (const text of ['förskola', 'prata med en person', 'papper', 'qwrtp zxcvb']) {
        const first = await (await talk(assistant, language))(text);
        for (const suggestion of first.replies.flatMap((reply) => reply.suggestions)) {
          const ask = await talk(assistant, language);
          await ask(text);
          const { result } = await ask(suggestion);
          if (result.language !== first.result.language || /^(unanswered|error)_/.test(result.outcome))
            dead.push(`${language}: ${text} > ${suggestion}: ${result.outcome} ${result.language}`);
        }
      }
    }
    expect(dead).toEqual([]);
  });
});

describe('small talk', () => {
  it.each([
    ['hej', 'greeted_hello'],
    ['tack så mycket', 'greeted_thanks'],
    ['hej då', 'greeted_goodbye'],
    ['är du en robot?', 'greeted_who'],
    ['prata med en person', 'offered_person'],
  ])('%s', async (text, outcome) => {
    expect((await (await talk(assistant))(text)).result.outcome).toBe(outcome);
  });
});

describe('with the recogniser of Azure', () => {
  it('a turn is answered and danger is heard while Azure is away, and the log says so', async () => {
    // Nothing listens there.
    const azure = { CLU_ENDPOINT: 'http://127.0.0.1:9', CLU_KEY: 'k', CLU_PROJECT: 'p', CLU_DEPLOYMENT: 'd' };
    const without = await startAssistant({}, { RECOGNISER: 'clu', ...azure });
    const ask = await talk(without);
    const first = await ask('hur ansöker jag om försörjningsstöd?');
    expect(first.result).toMatchObject({ topic: 'income-support', detail: 'clu_failed' });
    const second = await ask('det brinner i mitt kök');
    expect(second.result).toMatchObject({ outcome: 'warned_danger', detail: 'clu_paused' });
    await without.close();
  });
});
