import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createAssistant } from '../../assistant.ts';
import { readConfig } from '../../config.ts';
import type { Entry } from '../../model.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { createConversationLog } from '../../turn/conversationLog.ts';
import { question, questionKinds } from './questions.ts';

/** Conversations written at once, so that they share their commits. */
const atOnce = 200;

/** Fills the store in a folder with as many entries: of conversations as they are, each asking all the questions. */
export async function fill(folder: string, entries: number, tell: (done: number) => void): Promise<void> {
  const documents = openSqlite(join(folder, 'kommunlots.sqlite'));
  const assistant = await createAssistant(readConfig({ ...process.env, LOG_LEVEL: 'silent' }), { documents });
  const model = randomUUID();
  await assistant.openConversation({ conversation: model, user: 'bench' });
  for (let turn = 0; turn < questionKinds; turn += 1)
    await assistant.handleTurn({
      conversation: model,
      clientId: `client/${turn}`,
      user: 'bench',
      kind: 'text',
      text: question(turn),
      files: [],
      channel: 'bench',
    });
  const log = createConversationLog(documents);
  const spoken = await log.after(model, 0, questionKinds + 1);
  for (let done = spoken.length; done < entries; ) {
    const conversations = Array.from(
      { length: Math.min(atOnce, Math.ceil((entries - done) / spoken.length)) },
      randomUUID,
    );
    await Promise.all(
      conversations.flatMap((conversation) =>
        spoken.map((entry) => log.append(inConversation(entry, conversation))),
      ),
    );
    done += conversations.length * spoken.length;
    tell(done);
  }
  await assistant.close();
}

function inConversation(entry: Entry, conversation: string): Entry {
  const message = entry.message === null ? null : { ...entry.message, conversation };
  return { ...entry, conversation, message };
}
