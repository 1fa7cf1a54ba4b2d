import { randomUUID } from 'node:crypto';
import { type Assistant, createAssistant } from '../../assistant.ts';
import { readConfig } from '../../config.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { percentile } from './load.ts';
import { question } from './questions.ts';

const turnsTimed = 2000;
/** Turns before the clock runs, so that the figures are of warm code. */
const turnsToWarm = 200;

/** What one turn costs in the process, its insert into a store in memory included; milliseconds. */
export async function timeTurns(): Promise<{
  turnP50Ms: number;
  turnP99Ms: number;
  /** Of turns in a flow. */
  flowTurnP50Ms: number;
  flowTurnP99Ms: number;
}> {
  const assistant = await createAssistant(readConfig({ ...process.env, LOG_LEVEL: 'silent' }), {
    documents: openSqlite(':memory:'),
    tell: (text) => console.error(`kommunlots: ${text}`),
  });
  const plain = await time(assistant, question);
  const flow = await time(assistant, (turn) => answers[turn % answers.length] ?? '');
  await assistant.close();
  return {
    turnP50Ms: percentile(plain, 0.5),
    turnP99Ms: percentile(plain, 0.99),
    flowTurnP50Ms: percentile(flow, 0.5),
    flowTurnP99Ms: percentile(flow, 0.99),
  };
}

/** A report from its first words to its end, with a correction and a question in between. */
const answers = [
  'det är ett stort hål i gatan på Nobelvägen 12',
  'vad kostar hemtjänst?',
  'nej, det var nummer 22',
  'sedan i måndags kväll',
  'hoppa över',
  'varför frågar ni?',
  '070-123 45 67',
  'skicka',
] as const;

/** Each turn's milliseconds, in order of size. */
async function time(assistant: Assistant, say: (turn: number) => string): Promise<number[]> {
  const conversation = randomUUID();
  await assistant.openConversation({ conversation, user: 'bench' });
  const times: number[] = [];
  for (let turn = 0; turn < turnsToWarm + turnsTimed; turn += 1) {
    const from = performance.now();
    await assistant.handleTurn({
      conversation,
      clientId: `client/${turn}`,
      user: 'bench',
      kind: 'text',
      text: say(turn),
      files: [],
      channel: 'bench',
    });
    if (turn >= turnsToWarm) times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b);
}
