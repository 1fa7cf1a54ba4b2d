import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Assistant, createAssistant } from '../assistant.ts';
import { readConfig } from '../config.ts';
import type { Entry } from '../model.ts';
import { openSqlite } from '../store/sqlite.ts';
import { asServed } from '../turn/asServed.ts';
import { runCommand, UsageError } from './runCommand.ts';

const usage = `npm run -s ask -- "text" [options]
  --json             one line of JSON instead of the reply
  --file F.jsonl     answer each line's "text"; lines with the same "conversation" go on in one conversation
  --language L       the page's language: sv, sv-simple, fi, en, ar
  --at ISO-TIME      the clock, such as 2026-11-24T09:30:00+01:00
  --explain          what decided
  --data DIR         keep the conversation in this data folder, beside a running server if there is one`;

const lineSchema = z.looseObject({
  text: z.string(),
  id: z.unknown().optional(),
  conversation: z.string().optional(),
});

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      file: { type: 'string' },
      language: { type: 'string' },
      at: { type: 'string' },
      data: { type: 'string' },
    },
  });
  const text = positionals.join(' ').trim();
  if (values.file === undefined && text === '') throw new UsageError(`There is no question.\n\n${usage}`);
  if (values.data?.trim() === '') throw new UsageError('--data needs a folder.');
  // A reader that has seen enough, such as head, ends the command.
  process.stdout.on('error', () => process.exit(0));
  const locale = values.language ?? 'sv';
  if (asServed(locale) === null)
    throw new UsageError(`--language ${locale} is not served. Choose sv, sv-simple, fi, en or ar.`);

  const assistant = await createAssistant(readConfig({ LOG_LEVEL: 'error', ...process.env }), {
    documents: openSqlite(
      values.data === undefined ? ':memory:' : join(resolve(values.data), 'kommunlots.sqlite'),
    ),
    tell: (progress) => console.error(`kommunlots: ${progress}`),
    ...(values.at === undefined ? {} : { clock: stoppedClock(values.at) }),
  });
  try {
    if (values.file !== undefined) return await answerFile(values.file, locale, assistant);
    const entry = await ask(text, randomUUID(), locale, assistant);
    print(values.json ? JSON.stringify(present(text, entry)) : readable(entry));
    if (values.explain) await explain(entry, assistant);
  } finally {
    await assistant.close();
  }
});

function stoppedClock(at: string): () => Date {
  const time = new Date(at);
  if (Number.isNaN(time.getTime()))
    throw new UsageError(`--at ${at} is not a time. Write it as 2026-11-24T09:30:00+01:00.`);
  return () => time;
}

/** One turn; its conversation is opened when it is new. */
async function ask(text: string, conversation: string, locale: string, assistant: Assistant): Promise<Entry> {
  await assistant.openConversation({ conversation, user: 'ask', locale });
  const { entry } = await assistant.handleTurn({
    conversation,
    clientId: `client/${randomUUID()}`,
    user: 'ask',
    kind: 'text',
    text: text.trim(),
    files: [],
    locale,
    channel: 'ask',
  });
  return entry;
}

async function answerFile(file: string, locale: string, assistant: Assistant): Promise<void> {
  const conversations = new Map<string, string>();
  let number = 0;
  const input = createReadStream(file);
  await once(input, 'open').catch(() => {
    throw new UsageError(`--file ${file} cannot be read.`);
  });
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, text, conversation } = parseLine(
      number === 1 ? line.replace(/^\uFEFF/, '') : line,
      file,
      number,
    );
    const name = conversation ?? '';
    const known = conversation === undefined ? undefined : conversations.get(name);
    const uuid = known ?? randomUUID();
    if (conversation !== undefined) conversations.set(name, uuid);
    const entry = await ask(text, uuid, locale, assistant);
    // Its citizen deleted it: the next line of that name begins a new one.
    if (entry.kind === 'erasure') conversations.delete(name);
    print(JSON.stringify({ ...(id === undefined ? {} : { id }), ...present(text, entry) }));
  }
}

function parseLine(line: string, file: string, number: number): z.infer<typeof lineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(
      `${file}:${number}: not valid JSON. Write one object a line, such as {"text": "…"}.`,
    );
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success)
    throw new UsageError(`${file}:${number}: each line needs a "text", and "conversation" is a string.`);
  return parsed.data;
}

/** The contract's line for one turn. */
function present(text: string, entry: Entry) {
  const { outcome, topic, language, confidence = 0, alternatives, aspect, flow, case: sent } = entry.result;
  return {
    text,
    language,
    outcome,
    topic,
    confidence,
    alternatives,
    ...(aspect === undefined ? {} : { aspect }),
    reply: entry.replies.map((reply) => reply.text).join('\n\n'),
    suggestions: entry.replies.flatMap((reply) => reply.suggestions),
    redacted: entry.redacted,
    ...(flow === undefined ? {} : { flow: { id: flow.id, slot: flow.slot, filled: flow.filled } }),
    ...(sent === undefined ? {} : { case: sent }),
  };
}

function readable(entry: Entry): string {
  const suggestions = entry.replies.flatMap((reply) => reply.suggestions).map((title) => `[ ${title} ]`);
  return [...entry.replies.map((reply) => reply.text), suggestions.join('  ')]
    .filter((part) => part !== '')
    .join('\n\n');
}

async function explain({ message, redacted, session }: Entry, { mind }: Assistant): Promise<void> {
  const { senses } = mind();
  const text = message?.text ?? '';
  const { language, sure } = senses.identifyLanguage(text, { current: session.language });
  const danger = senses.findDanger(text);
  print(`\nlanguage: ${language} (${sure ? 'shown by the text' : "the conversation's"})`);
  print(`danger: ${danger === null ? 'none' : `${danger.kind} (${danger.certainty})`}`);
  for (const { topic, nearest, evidence } of await senses.recogniser.explain({
    text,
    redacted,
    language,
    topicAtHand: null,
  })) {
    print(`\n${topic}${nearest === null ? '' : `  (nearest example: “${nearest}”)`}`);
    for (const { feature, weight } of evidence)
      print(`  ${weight >= 0 ? '+' : ''}${weight.toFixed(3)}  ${feature}`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
