import { randomUUID } from 'node:crypto';
import { type Assistant, createAssistant, type Overrides } from '../../src/assistant.ts';
import { readConfig } from '../../src/config.ts';
import type { Entry, Message } from '../../src/model.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

/** The assistant without doors, on a store that is gone with the test. */
export function startAssistant(
  overrides: Overrides = {},
  environment: Record<string, string> = {},
): Promise<Assistant> {
  return createAssistant(readConfig({ LOG_LEVEL: 'silent', ...environment }), {
    documents: openSqlite(':memory:'),
    ...overrides,
  });
}

export function message(overrides: Partial<Message> = {}): Message {
  return {
    conversation: randomUUID(),
    clientId: `client/${randomUUID()}`,
    user: 'citizen',
    kind: 'text',
    text: 'hej',
    files: [],
    channel: 'directline',
    ...overrides,
  };
}

/** One conversation, turn by turn. */
export async function talk(assistant: Assistant, locale = 'sv'): Promise<(text: string) => Promise<Entry>> {
  const conversation = randomUUID();
  await assistant.openConversation({ conversation, user: 'citizen', locale });
  return async (text) => (await assistant.handleTurn(message({ conversation, text }))).entry;
}
