import { parseArgs } from 'node:util';
import { fill } from './bench/fill.ts';
import { arrive, type Figures, load, median } from './bench/load.ts';
import { type ServerKind, serverKinds, withFolder, withServer } from './bench/servers.ts';
import { timeTurns } from './bench/timeTurns.ts';
import { runCommand, UsageError } from './runCommand.ts';

/**
 * Load on servers that this command starts itself on loopback: so many conversations, each sending its next message when
 * the reply to the last one has come. Prints lines of JSON; the first form as docs/contract.md has it.
 *
 * - `npm run bench -- [--conversations N] [--seconds N]`: ours alone, and what a turn takes in the process
 * - `--beside`: ours, a bare echo bot and NLP.js's own bot, in turns
 * - `--entries N`: ours on an empty store and on one with so many entries, in turns
 * - `--idle N`: ours without and with so many streams open on which nothing happens
 *
 * All but the first do `--rounds N` and give the median of each; three unless told otherwise.
 */
await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      conversations: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
      beside: { type: 'boolean', default: false },
      entries: { type: 'string' },
      idle: { type: 'string' },
    },
  });
  const size = {
    citizens: whole('conversations', values.conversations, 10_000),
    seconds: whole('seconds', values.seconds, 3600),
  };
  const rounds = whole('rounds', values.rounds, 100);
  if (values.beside) await beside(size, rounds);
  else if (values.entries !== undefined)
    await onFilledStore(size, rounds, whole('entries', values.entries, 1e8));
  else if (values.idle !== undefined) await withIdleStreams(size, rounds, whole('idle', values.idle, 15_000));
  else {
    const turns = await timeTurns();
    const { lost, doubled, ...speed } = await withFolder((folder) => loaded('kommunlots', folder, size));
    print({ ...speed, ...turns, lost, doubled });
  }
});

interface Size {
  readonly citizens: number;
  readonly seconds: number;
}

async function beside(size: Size, rounds: number): Promise<void> {
  const runs: Record<ServerKind, Figures[]> = { kommunlots: [], echoBot: [], nlpjsBot: [] };
  for (let round = 1; round <= rounds; round += 1)
    for (const kind of serverKinds) {
      tell(`round ${round} of ${rounds}: ${kind}`);
      runs[kind].push(await withFolder((folder) => loaded(kind, folder, size)));
    }
  const [ours, echo, nlpjs] = [median(runs.kommunlots), median(runs.echoBot), median(runs.nlpjsBot)];
  print({
    conversations: size.citizens,
    kommunlots: ours,
    echoBot: echo,
    nlpjsBot: nlpjs,
    ofEchoBot: ratio(ours, echo),
    ofNlpjsBot: ratio(ours, nlpjs),
  });
}

async function onFilledStore(size: Size, rounds: number, entries: number): Promise<void> {
  await withFolder(async (filled) => {
    await fill(filled, entries, (done) => tell(`filling the store: ${done} of ${entries} entries`));
    const runs = { empty: [] as Figures[], filled: [] as Figures[] };
    for (let round = 1; round <= rounds; round += 1) {
      tell(`round ${round} of ${rounds}: empty store`);
      runs.empty.push(await withFolder((empty) => loaded('kommunlots', empty, size)));
      tell(`round ${round} of ${rounds}: filled store`);
      runs.filled.push(await loaded('kommunlots', filled, size));
    }
    const [empty, full] = [median(runs.empty), median(runs.filled)];
    print({ conversations: size.citizens, entries, empty, filled: full, ofEmpty: ratio(full, empty) });
  });
}

async function withIdleStreams(size: Size, rounds: number, streams: number): Promise<void> {
  const runs = { alone: [] as Figures[], besideIdle: [] as Figures[] };
  const memory: { before: number; with: number; after: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    tell(`round ${round} of ${rounds}`);
    await withFolder((folder) =>
      withServer('kommunlots', folder, async ({ url, begin }) => {
        runs.alone.push(await load(begin, size));
        const before = await residentMiB(url);
        const idle = await arrive(begin, streams);
        const held = await residentMiB(url);
        runs.besideIdle.push(await load(begin, size));
        for (const citizen of idle) citizen.leave();
        memory.push({ before, with: held, after: await residentMiB(url) });
      }),
    );
  }
  const [alone, besideIdle] = [median(runs.alone), median(runs.besideIdle)];
  const memoryMiB = [...memory].sort((a, b) => a.with - b.with)[Math.floor((rounds - 1) / 2)];
  print({
    conversations: size.citizens,
    streams,
    alone,
    besideIdle,
    ofAlone: ratio(besideIdle, alone),
    memoryMiB,
  });
}

function loaded(kind: ServerKind, folder: string, size: Size): Promise<Figures> {
  return withServer(kind, folder, ({ begin }) => load(begin, size));
}

/** MiB that the server holds in memory. */
async function residentMiB(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Math.round(
    Number(/^kommunlots_process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]) / 1024 / 1024,
  );
}

function ratio(one: Figures, other: Figures): number {
  return Math.round((one.turnsPerSecond / other.turnsPerSecond) * 100) / 100;
}

function whole(option: string, value: string, most: number): number {
  const number = Number(value);
  if (!(Number.isInteger(number) && number >= 1 && number <= most))
    throw new UsageError(`--${option} must be a whole number from 1 to ${most}.`);
  return number;
}

function tell(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
