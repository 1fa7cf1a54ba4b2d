import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seededRandom } from '../../src/nlu/linear/seededRandom.ts';
import { begin, call, poll, type Started } from '../support/directLineClient.ts';
import { type GeoReportServer, startGeoReport } from '../support/geoReport.ts';
import { type ServerProcess, startServerProcess } from '../support/serverProcess.ts';

const reports = 200;
const atOnce = 10;
const timing = {
  leaseMilliseconds: 1500,
  firstWaitMilliseconds: 100,
  longestWaitMilliseconds: 800,
  pollMilliseconds: 60_000,
  mostAttempts: 10_000,
};
const faults = {
  refuses: 0.1,
  takesAndFails: 0.05,
  takesAndBreaks: 0.05,
  takesAndRaves: 0.05,
  answersTwice: 0.03,
  tokens: 0.1,
};
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('brings each of 200 reports to its department once, while both are killed by chance', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kommunlots-outbox-'));
  const kept = join(folder, 'taken.jsonl');
  const random = seededRandom(20_261_130);
  let department: GeoReportServer = await startGeoReport(kept, { faults });
  const { url: departmentUrl, port } = department;
  const startService = () =>
    startServerProcess(
      {
        DATA_DIR: folder,
        OPEN311_URL: departmentUrl,
        LOG_LEVEL: 'fatal',
        OUTBOX_TIMING: JSON.stringify(timing),
      },
      '../test/support/killableServer.ts',
    );
  let service: ServerProcess = await startService();
  let isOver = false;
  let kills = 0;
  const killer = (async () => {
    while (!isOver) {
      await pause(300 + random() * 1500);
      if (isOver) return;
      kills += 1;
      if (random() < 0.5) {
        await department.kill();
        await pause(random() * 500);
        department = await startGeoReport(kept, { port, faults });
      } else {
        await service.kill();
        service = await startService();
      }
    }
  })();

  /** Tries until it is done: who is not acknowledged sends the same again, as the chat does. */
  const steadfast = async <T>(deed: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await deed();
      } catch {
        await pause(50);
      }
    }
  };
  const say = (started: Started, text: string, id: string) =>
    steadfast(async () => {
      const { status } = await call(
        `${service.url}/v3/directline/conversations/${started.conversationId}/activities`,
        {
          token: started.token,
          body: { type: 'message', text, channelData: { clientActivityID: id } },
        },
      );
      if (status !== 200) throw new Error(`answered ${status}`);
    });
  const report = async (number: number): Promise<string> => {
    const started = await steadfast(() => begin(service.url));
    const texts = [
      `stort hål i gatan på Nobelvägen ${number}`,
      'hoppa över',
      'hoppa över',
      'hoppa över',
      'skicka',
    ];
    for (const [index, text] of texts.entries()) await say(started, text, `${number}-${index}`);
    const { activities } = await steadfast(() => poll(service.url, started));
    const [, reference = ''] = /(KL-\w{7})/.exec(activities.at(-1)?.text ?? '') ?? [];
    return reference;
  };

  try {
    const references: string[] = [];
    const numbers = Array.from({ length: reports }, (_, index) => index + 1);
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let number = numbers.shift(); number !== undefined; number = numbers.shift())
          references.push(await report(number));
      }),
    );
    const takenOf = async () =>
      (await department.taken()).flatMap(
        ({ description }) => /\[(KL-\w{7})\]/.exec(description ?? '')?.[1] ?? [],
      );
    const until = Date.now() + 120_000;
    while (new Set(await takenOf()).size < reports && Date.now() < until) await pause(200);
    isOver = true;
    await killer;
    // Nothing more may come: whatever was under way has had its time.
    await pause(timing.leaseMilliseconds * 3);
    const taken = await takenOf();
    expect(references.filter((reference) => reference === '')).toEqual([]);
    const inOrder = (names: readonly string[]) => names.toSorted((one, other) => one.localeCompare(other));
    expect(inOrder(taken)).toEqual(inOrder(references));
    expect(kills).toBeGreaterThan(5);
  } finally {
    isOver = true;
    await killer;
    await service.kill();
    await department.kill();
    await rm(folder, { recursive: true });
  }
}, 400_000);
