import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BenchConversation, percentile } from './bench/conversation.ts';
import { timeTurns } from './bench/timeTurns.ts';
import { runCommand, UsageError } from './runCommand.ts';

/**
 * Load on a server that this command starts itself on loopback: so many conversations by WebSocket, each sending its
 * next message when the reply to the last one has come. Prints one line of JSON, as docs/contract.md has it.
 */
await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      conversations: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '10' },
    },
  });
  const [count, seconds] = [Number(values.conversations), Number(values.seconds)];
  if (!(count >= 1 && count <= 10_000 && seconds >= 1 && seconds <= 3600)) {
    throw new UsageError('--conversations must be 1 to 10000, --seconds 1 to 3600.');
  }
  const turns = await timeTurns();
  const folder = await mkdtemp(join(tmpdir(), 'kommunlots-bench-'));
  const server = fork(fileURLToPath(new URL('../run.mjs', import.meta.url)), ['commands/bench/server.ts'], {
    // A load has no business in the database of a service.
    env: { ...process.env, DATA_DIR: folder, MONGODB_URL: '', REDIS_URL: '', PORT: '0', LOG_LEVEL: 'error' },
  });
  try {
    const [url] = (await once(server, 'message')) as [string];
    const conversations = await Promise.all(
      Array.from({ length: count }, () => BenchConversation.begin(url)),
    );
    const from = performance.now();
    await Promise.all(conversations.map((conversation) => conversation.talkUntil(from + seconds * 1000)));
    const elapsed = (performance.now() - from) / 1000;
    const times = conversations.flatMap((conversation) => conversation.milliseconds).sort((a, b) => a - b);
    const tallies = await Promise.all(conversations.map((conversation) => conversation.tally()));
    const result = {
      turnsPerSecond: Math.round(times.length / elapsed),
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
      p99Ms: percentile(times, 0.99),
      ...turns,
      lost: tallies.reduce((sum, { lost }) => sum + lost, 0),
      doubled: tallies.reduce((sum, { doubled }) => sum + doubled, 0),
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
});
