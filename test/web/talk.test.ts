import { describe, expect, it } from 'vitest';
import { currentSuggestions, hear, noTalk, send, type Talk } from '../../src/web/chat/talk.ts';
import type { Outgoing } from '../../src/web/directline/outbox.ts';
import type { Activity } from '../../src/web/directline/protocol.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const timestamp = new Date(now).toISOString();

const fromBot = (id: string, text: string, overrides: Partial<Activity> = {}): Activity => ({
  type: 'message',
  id,
  text,
  timestamp,
  from: { id: 'kommunlots', role: 'bot' },
  ...overrides,
});
const echoOf = (clientId: string, id: string, text: string): Activity => ({
  type: 'message',
  id,
  text,
  timestamp,
  from: { id: 'me', role: 'user' },
  channelData: { clientActivityID: clientId },
});
const mine = (id: string, text: string, state: Outgoing['state'] = 'sending'): Outgoing => ({
  id,
  state,
  activity: { type: 'message', text },
  file: null,
});
const texts = (talk: Talk) => talk.said.map(({ text }) => text);

describe('what is shown', () => {
  it('holds an own message once: queued, sent, echoed', () => {
    let talk = send(noTalk, mine('k1', 'hej'), now);
    talk = send(talk, mine('k1', 'hej', 'sent'), now);
    talk = hear(talk, echoOf('k1', '1', 'hej'), now);
    expect(talk.said).toHaveLength(1);
    expect(talk.said[0]).toMatchObject({ key: 'k1', state: 'sent', echoed: true });
    expect(send(talk, mine('k1', 'hej', 'sent'), now)).toBe(talk);
  });

  it('keeps what waits below what has come', () => {
    let talk = send(noTalk, mine('k1', 'första'), now);
    talk = send(talk, mine('k2', 'andra'), now);
    talk = hear(talk, echoOf('k1', '1', 'första'), now);
    talk = hear(talk, fromBot('2', 'svar'), now);
    expect(texts(talk)).toEqual(['första', 'svar', 'andra']);
  });

  it('shows no events', () => {
    const talk = hear(
      noTalk,
      { type: 'event', id: '1', name: 'kommunlots/language', from: { role: 'user' } },
      now,
    );
    expect(talk.said).toHaveLength(0);
  });

  it('offers the suggestions of the last message only, and none once something was said', () => {
    const actions = [{ type: 'imBack', title: 'Bygglov', value: 'Bygglov' }];
    let talk = hear(noTalk, fromBot('1', 'Hej', { suggestedActions: { actions } }), now);
    expect(currentSuggestions(talk)).toEqual([{ title: 'Bygglov', value: 'Bygglov', picture: null }]);
    talk = send(talk, mine('k1', 'Bygglov'), now);
    expect(currentSuggestions(talk)).toEqual([]);
  });
});

describe('an answer is awaited', () => {
  it('from the question until the answer', () => {
    let talk = send(noTalk, mine('k1', 'hej'), now);
    expect(talk.awaitingSince).toBe(now);
    talk = hear(talk, echoOf('k1', '1', 'hej'), now);
    expect(talk.awaitingSince).toBe(now);
    talk = hear(talk, fromBot('2', 'svar'), now);
    expect(talk.awaitingSince).toBeNull();
  });

  it('not for a message that could not be sent', () => {
    const talk = send(send(noTalk, mine('k1', 'hej'), now), mine('k1', 'hej', 'failed'), now);
    expect(talk.awaitingSince).toBeNull();
  });

  it('not for an old question that is seen again after a reload', () => {
    const talk = hear(noTalk, echoOf('k1', '1', 'hej'), now + 120_000);
    expect(talk.awaitingSince).toBeNull();
  });

  it('when the robot types', () => {
    expect(hear(noTalk, { type: 'typing', from: { role: 'bot' } }, now).awaitingSince).toBe(now);
  });
});
