import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import { startAssistant, talk } from '../support/assistant.ts';

let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

/** What the last of some messages leaves: outcome, the slot that is asked, and what is held. */
async function last(language: string, ...texts: readonly string[]) {
  const say = await talk(assistant, language);
  const entries = [];
  for (const text of texts) entries.push(await say(text));
  const { result, replies } = entries.at(-1) ?? { result: null, replies: [] };
  return {
    outcome: result?.outcome,
    flow: result?.flow?.id,
    slot: result?.flow?.slot,
    filled: result?.flow?.filled ?? {},
    text: replies.map((reply) => reply.text).join('\n'),
  };
}

describe('a report in own words begins', () => {
  it.each([
    ['sv', 'det är ett stort hål i gatan på Nobelvägen 12', { category: 'pothole', place: 'Nobelvägen 12' }],
    ['sv', 'det är ett jättehål i bergsgatan', { category: 'pothole', place: 'Bergsgatan' }],
    ['sv', 'kan ni laga hålet på bergsgatan 20?', { category: 'pothole', place: 'Bergsgatan 20' }],
    ['sv', 'gatlyktan är trasig på nobelvägen 12', { category: 'lamp', place: 'Nobelvägen 12' }],
    ['sv', 'det ligger massa skräp i pildammsparken', { category: 'litter', place: 'Pildammsparken' }],
    ['sv', 'ingen har plogat på min gata ramels väg', { place: 'Ramels väg' }],
    ['sv', 'trasig bänk i Pildammsparken', { category: 'playground', place: 'Pildammsparken' }],
    ['fi', 'valaisin ei toimi Bergsgatan 20', { category: 'lamp', place: 'Bergsgatan 20' }],
    ['en', 'I want to report graffiti at Triangeln', { category: 'graffiti', place: 'Triangeln' }],
    ['ar', 'مصباح الشارع لا يعمل في Ystadsgatan 10', { category: 'lamp', place: 'Ystadsgatan 10' }],
    ['ar', 'حفرة كبيرة بالشارع Bergsgatan 20', { category: 'pothole', place: 'Bergsgatan 20' }],
    ['sv', 'kan ni ringa mig på 0701234567', { contact: '+46701234567' }],
    ['sv', 'jag vill klaga på min granne som spelar hög musik varje natt', { category: 'neighbour' }],
  ])('(%s) %s', async (language, text, filled) => {
    const turn = await last(language, text);
    expect(turn.outcome).toBe('asked_slot');
    expect(turn.filled).toMatchObject(filled);
  });
});

describe('what is no report is answered', () => {
  it.each([
    ['sv', 'hej! hur gör man för att anmäla en trasig lampa på bergsgatan?'],
    ['en', 'Is there a broken street light on Amiralsgatan?'],
    ['sv', 'belysningen i trapphuset är trasig på ystadsgatan 12'],
    ['sv', 'vem lagar gatlampor?'],
  ])('(%s) %s', async (language, text) => {
    expect((await last(language, text)).outcome).toMatch(/^answered_|^clarified_/);
  });

  it('a yes or a no that answers nothing is no topic, no danger and no other language', async () => {
    for (const text of ['ja', 'nej', 'hoppa över', 'jag vet inte']) {
      const { outcome, text: said } = await last('sv', text);
      expect(outcome, text).toBe('unanswered_unknown');
      expect(said, text).toContain('förstod jag inte');
      expect(said, text).not.toContain('112');
    }
  });
});

describe('an answer is understood as it is meant', () => {
  const lamp = 'trasig gatlampa på Amiralsgatan 20';
  it.each([
    ['a date is no telephone number', 'sv', [lamp, 'sedan 2026-01-03'], 'photo', { since: '2026-01-03' }],
    [
      'a plain no leaves open what may be',
      'sv',
      [lamp, 'nej', 'nej jag har ingen bild', 'ring mig inte'],
      'confirm',
      {},
    ],
    [
      'a plain no in Finnish',
      'fi',
      ['Katulamppu on rikki Nobelvägenillä', 'ei', 'ei ole kuvaa', 'ei'],
      'confirm',
      {},
    ],
    ['send before the end leads to the read-back', 'sv', [lamp, 'skicka'], 'confirm', {}],
    [
      'a street that is told later is added',
      'sv',
      ['klotter på Rosengård', 'ramels väg'],
      'since',
      { place: 'Ramels väg, Rosengård' },
    ],
    [
      'the name of what is to be changed may be bent',
      'sv',
      [lamp, 'ändra adressen', 'Folkets park'],
      'since',
      { place: 'Folkets park' },
    ],
    ['and stand alone at the read-back', 'sv', [lamp, 'skicka', 'platsen'], 'place', {}],
    [
      'a long yes is a yes',
      'sv',
      ['Hjälp mig med första stegen', 'ja jag har inga pengar till mat idag alls'],
      'first',
      { acute: true },
    ],
    [
      'a yes chooses what begins with yes',
      'fi',
      ['hylätty auto Nobelvägen 12', 'kyllä'],
      'since',
      { land: 'public' },
    ],
    [
      'a number is no description',
      'sv',
      ['Fråga om en faktura här', '1', '1', 'hoppa över', '0701234567'],
      'description',
      { contact: '+46701234567' },
    ],
    [
      'a name is told with words before it',
      'sv',
      ['Bli uppringd', 'skolskjuts', '0701234567', 'hoppa över', 'jag heter Anna Svensson'],
      'confirm',
      { name: 'Anna Svensson' },
    ],
    ['a word of another language is none of this one', 'sv', [lamp, 'en stund bara'], 'since', {}],
    [
      'English "to" is no Finnish Thursday',
      'en',
      ['I want to report a pothole on Bergsgatan 20'],
      'since',
      {},
    ],
    [
      'a Swedish "en" is no Finnish no',
      'sv',
      ['Klaga på buller här', 'granne', 'en gång ja'],
      'toldOwner',
      {},
    ],
    [
      'weeks are no house number',
      'en',
      ['pothole on Bergsgatan 20', '2 weeks', 'no it was 3 weeks'],
      'photo',
      { place: 'Bergsgatan 20' },
    ],
    [
      'two facts are corrected at once',
      'sv',
      [lamp, 'igår', 'nej det är på Bergsgatan 3 och det är trafikljuset'],
      'photo',
      { place: 'Bergsgatan 3', category: 'traffic-light' },
    ],
    [
      'what was told names the new place',
      'sv',
      [lamp, 'nej, Bergsgatan 3'],
      'since',
      { description: 'trasig gatlampa på Bergsgatan 3' },
    ],
    [
      'a correction is no name',
      'sv',
      ['Bli uppringd', 'skolskjuts', '0701234567', 'i morgon klockan 10', 'nej klockan 14'],
      'name',
      {},
    ],
    [
      'the street is the city’s',
      'sv',
      ['övergiven bil på Nobelvägen 12', 'på gatan'],
      'since',
      { land: 'public' },
    ],
    [
      'what is told anew at the read-back is a correction',
      'sv',
      [lamp, 'skicka', 'det är fel gata, det ska vara Ystadsgatan 5'],
      'confirm',
      { place: 'Ystadsgatan 5' },
    ],
    ['half a year', 'en', ['pothole on Bergsgatan 20', 'half a year'], 'photo', {}],
    [
      'a week without a number',
      'ar',
      ['حفرة كبيرة في شارع Bergsgatan 20', 'من اسبوع'],
      'photo',
      { place: 'Bergsgatan 20' },
    ],
  ] as const)('%s', async (_, language, texts, slot, filled) => {
    const turn = await last(language, ...texts);
    expect(turn.slot).toBe(slot);
    expect(turn.filled).toMatchObject(filled);
  });

  it.each([
    ['sv', [lamp, 'skicka', 'skicka inte']],
    ['sv', [lamp, 'skicka', 'skicka inte än']],
    ['sv', [lamp, 'skicka', 'nej skicka']],
    ['sv', [lamp, 'skicka', 'ja men det är fel gata, det är Ystadsgatan 5']],
    ['sv', [lamp, 'skicka', 'ja jag tror det men jag är inte riktigt säker på numret']],
    ['en', ['broken street light on Amiralsgatan 20', 'send', 'send it later']],
    ['fi', ['Katulamppu on rikki Nobelvägenillä', 'lähetä', 'lähetä ei']],
  ] as const)('nothing is sent by what only begins like a yes (%s) %j', async (language, texts) => {
    expect((await last(language, ...texts)).outcome).not.toBe('reported_case');
  });

  it('what only begins like cancel cancels nothing', async () => {
    expect((await last('sv', lamp, 'avbryt inte')).outcome).toBe('asked_slot');
    expect((await last('sv', lamp, 'avbryt allt')).outcome).toBe('cancelled_flow');
  });

  it('the button of a flow that is under way begins no second one', async () => {
    const { slot, filled } = await last('sv', lamp, 'Anmäl fel här i chatten');
    expect({ slot, filled }).toMatchObject({ slot: 'since', filled: { place: 'Amiralsgatan 20' } });
  });

  it('a place in another municipality is named, at the beginning as well', async () => {
    const { slot, text } = await last('sv', 'hål i gatan på storgatan i burlöv');
    expect(slot).toBe('place');
    expect(text).toContain('Burlöv');
  });

  it('advice whose every question was answered before is given at once', async () => {
    const question = 'Mitt barn ska börja förskoleklass, hur söker jag skola när syskon går där?';
    expect((await last('sv', question, 'Hjälp mig resonera om skola')).outcome).toBe('answered_advice');
  });
});
