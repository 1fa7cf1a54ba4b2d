import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import type { Flow, Slot } from '../../src/flows/flow.ts';
import type { Entry, Language } from '../../src/model.ts';
import { servedLanguages } from '../../src/model.ts';
import { startAssistant, talk } from '../support/assistant.ts';
import { stoppedClock } from '../support/service.ts';

let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

/** Turns after which a walk that is not over is caught in a circle. */
const mostTurns = 80;
const swedish = {
  correct: 'nej, det var Nobelvägen 99',
  skip: 'hoppa över',
  back: 'tillbaka',
  cancel: 'avbryt',
  why: 'varför frågar ni?',
  yes: 'ja',
  no: 'nej',
  send: 'skicka',
  day: 'igår',
  next: 'imorgon',
  own: 'Det är ganska besvärligt för oss alla här.',
  aside: 'vad kostar hemtjänst?',
};
const words = {
  sv: swedish,
  'sv-simple': swedish,
  fi: {
    correct: 'ei, se oli Nobelvägen 99',
    skip: 'ohita',
    back: 'takaisin',
    cancel: 'keskeytä',
    why: 'miksi kysytte?',
    yes: 'kyllä',
    no: 'ei',
    send: 'lähetä',
    day: 'eilen',
    next: 'huomenna',
    own: 'Tämä on meille kaikille aika hankalaa täällä.',
    aside: 'mitä kotipalvelu maksaa?',
  },
  en: {
    correct: 'no, it was Nobelvägen 99',
    skip: 'skip',
    back: 'back',
    cancel: 'cancel',
    why: 'why do you ask?',
    yes: 'yes',
    no: 'no',
    send: 'send',
    day: 'yesterday',
    next: 'tomorrow',
    own: 'This is quite a trouble for all of us here.',
    aside: 'what does home care cost?',
  },
  ar: {
    correct: 'لا، كان Nobelvägen 99',
    skip: 'تخطي',
    back: 'رجوع',
    cancel: 'إلغاء',
    why: 'لماذا تسألون؟',
    yes: 'نعم',
    no: 'لا',
    send: 'أرسل',
    day: 'أمس',
    next: 'غدا',
    own: 'هذا الأمر مزعج جدا لنا جميعا هنا',
    aside: 'كم تكلف الرعاية المنزلية؟',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** What a citizen may do at a question. */
type Deed = 'answer' | 'skip' | 'back' | 'why' | 'aside' | 'correct' | 'nonsense' | 'cancel';
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 70, arbitrary: fc.constant<Deed>('answer') },
  { weight: 15, arbitrary: fc.constant<Deed>('skip') },
  { weight: 5, arbitrary: fc.constantFrom<Deed>('back', 'why', 'aside', 'correct', 'nonsense') },
  { weight: 1, arbitrary: fc.constantFrom<Deed>('cancel') },
);

function answerTo(slot: Slot, language: Language, pick: number, flow: Flow): string {
  const said = words[language];
  switch (slot.type) {
    case 'choice':
    case 'choices': {
      const id = slot.choices[pick % slot.choices.length] ?? '';
      const label =
        assistant.mind().reference.flows.text(flow.id, language).slots[slot.id]?.choices[id]?.label ?? '';
      return pick % 2 === 0 ? label : String((pick % slot.choices.length) + 1);
    }
    case 'yesNo':
      return pick % 2 === 0 ? said.yes : said.no;
    case 'text':
      return said.own;
    case 'when':
      return slot.direction === 'past' ? said.day : said.next;
    case 'place':
      return `Nobelvägen ${(pick % 90) + 1}`;
    case 'photo':
      return said.skip;
    case 'name':
      return 'Kim Exempel';
    case 'contact':
      return slot.takes === 'email' ? 'kim@exempel.se' : `070-123 45 ${10 + (pick % 80)}`;
    case 'number':
      return String(slot.least + 1);
  }
}

const over = ['reported_case', 'cancelled_flow', 'answered_owner', 'answered_advice', 'offered_phone'];
const isAsking = ({ result }: Entry) => result.outcome === 'asked_slot' || result.outcome === 'asked_confirm';

/** Walks a flow by the deeds given; resolves to every entry, the last of which ends it. */
async function walk(
  flow: Flow,
  language: Language,
  deeds: readonly Deed[],
  picks: readonly number[],
): Promise<Entry[]> {
  const said = words[language];
  const say = await talk(assistant, language);
  const entries = [await say(assistant.mind().reference.flows.text(flow.id, language).start)];
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const last = entries.at(-1);
    if (last === undefined || over.includes(last.result.outcome)) return entries;
    const slot = flow.slots.find(({ id }) => id === last.result.flow?.slot);
    const now = deeds[turn] ?? 'answer';
    const pick = picks[turn % picks.length] ?? 0;
    const text = {
      answer: slot === undefined ? said.send : answerTo(slot, language, pick, flow),
      skip: said.skip,
      back: said.back,
      why: said.why,
      aside: said.aside,
      nonsense: 'qwxz',
      cancel: said.cancel,
      correct: said.correct,
    }[slot === undefined && now === 'skip' ? 'answer' : now];
    entries.push(await say(text));
  }
  throw new Error(`the walk goes in a circle: ${entries.at(-1)?.result.flow?.slot}`);
}

describe('every flow in every language, with answers, asides, steps back and cancels by chance', () => {
  const cases = servedLanguages.map((language) => [language] as const);
  it.each(cases)('in %s ends, asks nothing that it knows, and sends what was read back', async (language) => {
    const { flows } = assistant.mind().reference;
    for (const flow of flows.flows()) {
      await fc.assert(
        fc.asyncProperty(
          fc.array(deed, { minLength: 5, maxLength: 30 }),
          fc.array(fc.nat(1000), { minLength: 5, maxLength: 12 }),
          async (deeds, picks) => {
            const entries = await walk(flow, language, deeds, picks);
            for (const entry of entries.filter(isAsking)) {
              const { slot = '', filled = {} } = entry.result.flow ?? {};
              expect(Object.keys(filled), `${flow.id} asks what it knows`).not.toContain(slot);
              expect(entry.result.language).toBe(language);
              expect(entry.replies.at(-1)?.suggestions.length).toBeGreaterThan(0);
            }
            const [before, last] = [
              entries.findLast(({ result }) => result.outcome === 'asked_confirm'),
              entries.at(-1),
            ];
            if (last?.result.outcome !== 'reported_case' || before === undefined) return;
            expect(last.result.flow?.filled).toEqual(before.result.flow?.filled);
            const shown = await assistant.cases.book.read(last.result.case?.reference ?? '');
            expect(shown?.standing.received).toBe(true);
            const sent = shown?.case.content.lines.map(({ slot }) => slot) ?? [];
            expect(sent).toEqual(Object.keys(before.result.flow?.filled ?? {}));
          },
        ),
        { numRuns: 40, seed: 20_261_130 },
      );
    }
  });
});

describe('moving about in a flow', () => {
  const start = 'det är ett stort hål i gatan på Nobelvägen 12';

  it('takes several facts from one message and asks only for the rest', async () => {
    const say = await talk(assistant);
    const { result } = await say('trasig gatlampa på Amiralsgatan 20 sedan igår');
    expect(result.flow).toMatchObject({
      slot: 'photo',
      filled: { category: 'lamp', place: 'Amiralsgatan 20' },
    });
  });

  it('changes an earlier answer in the middle, and says back what it understood', async () => {
    const say = await talk(assistant);
    await say(start);
    const { result, replies } = await say('nej, det var nummer 22');
    expect(result.flow).toMatchObject({ slot: 'since', filled: { place: 'Nobelvägen 22' } });
    expect(replies[0]?.text).toContain('**Nobelvägen 22**');
    expect((await say('ändra plats')).result.flow).toMatchObject({ slot: 'place' });
    expect((await say('Bergsgatan 3')).result.flow).toMatchObject({
      slot: 'since',
      filled: { place: 'Bergsgatan 3' },
    });
  });

  it('answers a question in between, then asks its own again', async () => {
    const say = await talk(assistant);
    await say(start);
    const { result, replies } = await say('vad kostar hemtjänst?');
    expect(result).toMatchObject({
      outcome: 'answered_article',
      topic: 'home-care',
      flow: { slot: 'since' },
    });
    expect(replies.at(-1)?.text).toContain('Hur länge har det varit så?');
  });

  it('goes on in another language, and in easy Swedish, with everything it holds', async () => {
    const say = await talk(assistant);
    await say(start);
    const english = await say('in English please');
    expect(english.replies.at(-1)?.text).toContain('How long has it been like that?');
    const easy = await say('lätt svenska tack');
    expect(easy.result).toMatchObject({
      language: 'sv-simple',
      flow: { filled: { place: 'Nobelvägen 12' } },
    });
  });

  it('goes on where it was on another device by its code, once the code is right', async () => {
    const say = await talk(assistant);
    await say(start);
    const [code = ''] = /\w{4}-\w{4}/.exec((await say('pausa')).replies[0]?.text ?? '') ?? [];
    const there = await talk(assistant);
    expect((await there('2A2A-2A2A')).result.outcome).toBe('refused_case');
    expect((await there(`fortsätt ${code.toLowerCase()}`)).result.flow).toMatchObject({
      slot: 'since',
      filled: { place: 'Nobelvägen 12' },
    });
  });

  it('sends a walk that was taken up on two devices once', async () => {
    const [here, there] = [await talk(assistant), await talk(assistant)];
    await here(start);
    const [code = ''] = /\w{4}-\w{4}/.exec((await here('pausa')).replies[0]?.text ?? '') ?? [];
    await there(code);
    const references: (string | undefined)[] = [];
    for (const say of [here, there]) {
      for (const _ of ['since', 'photo', 'contact']) await say('hoppa över');
      const { result, replies } = await say('skicka');
      references.push(result.case?.reference);
      if (references.length === 2) expect(replies[0]?.text).toContain('redan skickat');
    }
    expect(references[0]).toBe(references[1]);
  });

  it('lets a flow wait while another one is done, and comes back to it', async () => {
    const say = await talk(assistant);
    await say(start);
    await say('Behöver jag bygglov? Hjälp mig');
    const { result, replies } = await say('avbryt');
    expect(result.outcome).toBe('cancelled_flow');
    expect(replies.at(-1)?.text).toContain('Nu fortsätter vi');
    expect((await say('igår')).result.flow).toMatchObject({ id: 'street-fault', slot: 'photo' });
  });

  it('shows the phone to whoever has protected identity, and keeps nothing going', async () => {
    const say = await talk(assistant);
    await say('Bli uppringd');
    const { result, replies, session } = await say('jag har skyddad identitet');
    expect(result.outcome).toBe('offered_phone');
    expect(replies[0]?.text).toContain('](tel:');
    expect(session.flow).toBeNull();
  });

  it('hands over what is not the city’s, and passes it on only by consent', async () => {
    for (const [answer, outcome] of [
      ['nej', 'answered_owner'],
      ['ja', 'asked_slot'],
    ] as const) {
      const say = await talk(assistant);
      await say('Anmäl fel här i chatten');
      const asked = await say('brunnslock');
      expect(asked.replies[0]?.text).toContain('VA SYD');
      expect(asked.result.flow?.slot).toBe('passOn');
      expect((await say(answer)).result.outcome).toBe(outcome);
    }
  });

  it('says what it was about to whoever comes back later', async () => {
    const { clock, forward } = stoppedClock();
    const patient = await startAssistant({ clock });
    const say = await talk(patient);
    await say(start);
    forward(3 * 3_600_000);
    const { replies, result } = await say('sedan igår');
    expect(replies[0]?.text).toContain('Vi var mitt i: **Anmäl fel på gata och i park**');
    expect(result.flow?.slot).toBe('photo');
    await patient.close();
  });

  it('answers 112 in the middle, and goes on afterwards', async () => {
    const say = await talk(assistant);
    await say(start);
    expect((await say('det brinner i huset bredvid')).result.outcome).toBe('warned_danger');
    expect((await say('igår')).result.flow).toMatchObject({ filled: { since: expect.any(String) } });
  });
});
