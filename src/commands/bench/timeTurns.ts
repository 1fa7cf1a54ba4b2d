import { randomUUID } from 'node:crypto';
import { createAssistant } from '../../assistant.ts';
import { readConfig } from '../../config.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { percentile } from './load.ts';
import { question } from './questions.ts';

const turnsTimed = 2000;
/** Turns before the clock runs, so that the figures are of warm code. */
const turnsToWarm = 200;

/** What one turn costs in the process, its insert into a store in memory included; milliseconds. */
export async function timeTurns(): Promise<{ turnP50Ms: number; turnP99Ms: number }> {
  const assistant = await createAssistant(readConfig({ ...process.env, LOG_LEVEL: 'silent' }), {
    documents: openSqlite(':memory:'),
    tell: (text) => console.error(`kommunlots: ${text}`),
  });
  const conversation = randomUUID();
  await assistant.openConversation({ conversation, user: 'bench' });
  const times: number[] = [];
  for (let turn = 0; turn < turnsToWarm + turnsTimed; turn += 1) {
    const text = question(turn);
    const from = performance.now();
    await assistant.handleTurn({
      conversation,
      clientId: `client/${turn}`,
      user: 'bench',
      kind: 'text',
      text,
      files: [],
      channel: 'bench',
    });
    if (turn >= turnsToWarm) times.push(performance.now() - from);
  }
  await assistant.close();
  times.sort((a, b) => a - b);
  return { turnP50Ms: percentile(times, 0.5), turnP99Ms: percentile(times, 0.99) };
}
