import { parseArgs } from 'node:util';
import { startFerretdb } from '../support/mongo.ts';
import { startServerProcess } from '../support/serverProcess.ts';
import { createStore } from '../support/store.ts';
import { endure } from './endure.ts';
import { withstand } from './withstand.ts';

/**
 * What the tests do in short, at any length. Prints one line of JSON; ends non-zero when anything was not as it must be.
 *
 * - `npm run -s endure -- [--store embedded|mongo] [--messages N] [--conversations N] [--kills N] [--rounds N]`: the
 *   kill tests; in rounds each has an empty store, and the figures are their sums
 * - `npm run -s endure -- --activities N [--seed N]`: generated hostile activities, with the memory before and after
 */
const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'embedded' },
    messages: { type: 'string', default: '20000' },
    conversations: { type: 'string', default: '200' },
    kills: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '1' },
    activities: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const tell = (text: string) => process.stderr.write(`\r${text}`);
const own = process.env['TEST_MONGODB_URL'] ?? '';
const ferretdb = values.store === 'mongo' && own === '' ? await startFerretdb() : null;
const newStore = () => createStore(values.store === 'mongo' ? (ferretdb?.url ?? own) : undefined);
try {
  const { figures, isGood } =
    values.activities === undefined ? await kill() : await attack(Number(values.activities));
  process.stdout.write(`\n${JSON.stringify({ store: values.store, ...figures })}\n`);
  if (!isGood) process.exitCode = 1;
} finally {
  await ferretdb?.stop();
}

async function kill() {
  const figures = { messages: 0, kills: 0, lost: 0, doubled: 0, outOfOrder: 0, seconds: 0 };
  const killedAt: Record<string, number> = {};
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const store = await newStore();
    try {
      const endured = await endure({
        store,
        messages: Number(values.messages),
        conversations: Number(values.conversations),
        kills: Number(values.kills),
        random: Math.random,
        tell: (text) => tell(`round ${round}: ${text}`),
      });
      for (const figure of Object.keys(figures) as (keyof typeof figures)[])
        figures[figure] += endured[figure];
      for (const [point, times] of Object.entries(endured.killedAt))
        killedAt[point] = (killedAt[point] ?? 0) + times;
    } finally {
      await store.remove();
    }
  }
  return {
    figures: { ...figures, killedAt },
    isGood: figures.lost + figures.doubled + figures.outOfOrder === 0,
  };
}

async function attack(activities: number) {
  const seed = Number(values.seed);
  const store = await newStore();
  const server = await startServerProcess(
    { ...store.environment, LOG_LEVEL: 'fatal' },
    '../test/support/killableServer.ts',
  );
  try {
    // The first ones load and compile what every service has in memory sooner or later.
    await withstand(server.url, Math.min(5000, activities / 10), seed);
    const before = await memoryOf(server.url, 60);
    const figures = await withstand(server.url, activities, seed + 1_000_000, (done) => tell(`${done}`));
    const busy = await memoryOf(server.url, 5);
    const after = await memoryOf(server.url, 60);
    return {
      figures: { ...figures, seed, memoryBeforeMiB: before, memoryBusyMiB: busy, memoryAfterMiB: after },
      isGood: figures.faults + figures.stains === 0 && after <= before * 1.2,
    };
  } finally {
    await server.stop();
    await store.remove();
  }
}

/**
 * MiB that the process holds, the least within so many idle seconds. V8 gives memory back only when nothing has happened
 * for some twenty; before that it is mostly garbage, which `memoryBusyMiB` tells.
 */
async function memoryOf(url: string, seconds: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < seconds; look += 1) {
    const text = await (await fetch(`${url}/metrics`)).text();
    const resident = Number(/^kommunlots_process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
    least = Math.min(least, Math.round(resident / 1024 / 1024));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return least;
}
