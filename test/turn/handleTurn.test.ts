import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import type { Documents } from '../../src/documents.ts';
import { KnownError } from '../../src/errors.ts';
import { createConversationLog, entriesDefinition } from '../../src/turn/conversationLog.ts';
import { message, startAssistant, talk } from '../support/assistant.ts';
import { newStore } from '../support/newStore.ts';
import { stoppedClock } from '../support/service.ts';
import type { TestStore } from '../support/store.ts';

const time = stoppedClock();
let store: TestStore;
let documents: Documents;
let assistant: Assistant;
beforeAll(async () => {
  store = await newStore();
  documents = await store.open();
  assistant = await startAssistant({ documents, clock: time.clock });
});
afterAll(async () => {
  await assistant.close();
  await store.remove();
});

const opened = async () => {
  const first = message();
  await assistant.openConversation({ conversation: first.conversation, user: 'citizen' });
  return first;
};
const logOf = (conversation: string) => createConversationLog(documents).after(conversation, 0, 1000);

describe('a turn', () => {
  it('is one entry: message, replies, outcome and session together', async () => {
    const first = await opened();
    const { entry, repeated } = await assistant.handleTurn(first);
    expect(repeated).toBe(false);
    expect(await logOf(first.conversation)).toEqual([
      expect.objectContaining({ seq: 1, kind: 'opening' }),
      entry,
    ]);
    expect(entry).toMatchObject({
      seq: 2,
      message: first,
      result: { outcome: 'greeted_hello' },
      session: { language: 'sv' },
    });
  });

  it('is taken once, and the repeat gets the first entry', async () => {
    const first = await opened();
    const results = await Promise.all(Array.from({ length: 20 }, () => assistant.handleTurn(first)));
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(results.map(({ entry }) => entry.seq))).toEqual(new Set([2]));
  });

  it('runs again on what another process wrote first', async () => {
    // Two assistants know nothing of each other's lanes, as two processes do.
    const other = await startAssistant({ documents, clock: time.clock });
    const { conversation } = await opened();
    const both = [assistant, other].flatMap((each) =>
      Array.from({ length: 5 }, () => each.handleTurn(message({ conversation }))),
    );
    const results = await Promise.all(both);
    expect(results.map(({ entry }) => entry.seq).sort((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    expect((await logOf(conversation)).map((entry) => entry.seq)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });

  it('goes on from what another process wrote, though this one remembers the conversation', async () => {
    const other = await startAssistant({ documents, clock: time.clock });
    const { conversation } = await opened();
    const say = (assistants: Assistant, text: string) =>
      assistants.handleTurn(message({ conversation, text }));
    expect((await say(assistant, 'hej')).entry).toMatchObject({ seq: 2, session: { language: 'sv' } });
    expect((await say(other, 'suomeksi')).entry).toMatchObject({ seq: 3, session: { language: 'fi' } });
    for (const seq of [4, 5])
      expect((await say(assistant, 'Miten haen toimeentulotukea?')).entry).toMatchObject({
        seq,
        result: { language: 'fi' },
      });
    expect((await logOf(conversation)).map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('goes on with what a channel’s conversation is now, when another process began it anew', async () => {
    const other = await startAssistant({ documents, clock: time.clock });
    const first = message({ conversation: `emulator/${randomUUID()}` });
    const { conversation } = first;
    await assistant.openConversation({ conversation, user: 'citizen' });
    for (const text of ['hej', 'suomeksi']) await assistant.handleTurn(message({ conversation, text }));
    await createConversationLog(documents).dispose(conversation);
    await other.openConversation({ conversation, user: 'citizen' });
    expect((await assistant.handleTurn(message({ conversation, text: 'tack' }))).entry).toMatchObject({
      seq: 2,
      session: { language: 'sv' },
    });
  });

  it('is refused in a conversation that never began', async () => {
    await expect(assistant.handleTurn(message())).rejects.toEqual(new KnownError('conversation_unknown'));
  });

  it('keeps the message as written only in the log, and the rest redacted', async () => {
    const ask = await talk(assistant);
    const entry = await ask('mitt nummer är 070-1740605, hur söker jag förskola?');
    expect(entry.message?.text).toContain('070-1740605');
    expect(entry.redacted).toBe('mitt nummer är [phone], hur söker jag förskola?');
    expect(entry.replies.at(-1)?.text).toContain('personlig uppgift');
    expect(entry.result.outcome).toMatch(/^answered_|^clarified_/);
  });

  it('can be read again when stored, whatever it was', async () => {
    const ask = await talk(assistant);
    const entry = await ask('bibliotek');
    expect(entriesDefinition.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
  });
});

describe('what was said before', () => {
  it('is the topic when a question names only an aspect', async () => {
    const ask = await talk(assistant);
    await ask('hur söker jag plats i förskolan?');
    expect((await ask('och vad kostar det?')).result).toMatchObject({
      outcome: 'answered_article',
      aspect: 'cost',
    });
    expect((await ask('hur lång tid tar det?')).result).toMatchObject({
      topic: 'preschool-apply',
      aspect: 'time',
    });
  });

  it('fades after half an hour', async () => {
    const ask = await talk(assistant);
    await ask('hur ansöker jag om försörjningsstöd?');
    time.forward(31 * 60_000);
    expect((await ask('och när då?')).result.topic).not.toBe('income-support');
  });

  it('ends with "börja om"', async () => {
    const ask = await talk(assistant);
    await ask('försörjningsstöd');
    expect((await ask('Börja om')).session).toMatchObject({ topic: null, choices: [], misses: 0 });
  });
});

describe('when it does not understand', () => {
  it('says so, and the second time offers a person', async () => {
    const deaf = await startAssistant();
    deaf.mind().senses.recogniser.recognise = () =>
      Promise.resolve({ band: 'admit', topic: null, confidence: 0, alternatives: [], smalltalk: null });
    const ask = await talk(deaf);
    expect((await ask('qwrtp zxcvb')).result.outcome).toBe('unanswered_unknown');
    const second = await ask('zzzz kkkk wwww');
    expect(second.result.outcome).toBe('offered_person');
    expect(second.replies[0]?.text).toContain('040-34 10 00');
  });
});

describe('what is kept', () => {
  it('is disposed of after its days, and not before', async () => {
    const { conversation } = await opened();
    await assistant.handleTurn(message({ conversation }));
    const log = createConversationLog(documents);
    const day = 86_400_000;
    const now = time.clock().getTime();
    await log.sweep(new Date(now + 29 * day).toISOString());
    expect(await logOf(conversation)).toHaveLength(2);
    await log.sweep(new Date(now + 30 * day).toISOString());
    expect(await logOf(conversation)).toHaveLength(0);
  });
});
