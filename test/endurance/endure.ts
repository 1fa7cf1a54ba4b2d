import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { question } from '../../src/commands/bench/questions.ts';
import { type Milestone, milestones } from '../../src/turn/milestones.ts';
import { EndedAtStart, type ServerProcess, startServerProcess } from '../support/serverProcess.ts';
import { type Complaints, SteadfastCitizen } from '../support/steadfastCitizen.ts';
import type { TestStore } from '../support/store.ts';

export interface Endurance {
  readonly store: TestStore;
  readonly messages: number;
  readonly conversations: number;
  /** Each milestone is met first, in order, if there are that many; the others are drawn, one in four by the clock. */
  readonly kills: number;
  /** 0 up to 1. */
  readonly random: () => number;
  /** Told after each kill. */
  readonly tell?: (text: string) => void;
}

export interface Endured extends Complaints {
  readonly messages: number;
  readonly kills: number;
  /** How often the process ended where. `clock`: by the clock, wherever it was. */
  readonly killedAt: Readonly<Partial<Record<Milestone | 'clock', number>>>;
  readonly seconds: number;
}

/** Longest life of a process that is ended by the clock. */
const longestLifeMilliseconds = 400;

/** What a life has to come to its point after the last of its messages was sent. */
const settleMilliseconds = 1000;

/** Citizens who go on talking while the service is killed over and over and started again. */
export async function endure(endurance: Endurance): Promise<Endured> {
  const { store, messages, conversations, kills, random, tell = () => undefined } = endurance;
  const from = performance.now();
  const port = await freePort();
  const killedAt: Partial<Record<Milestone | 'clock', number>> = {};
  // Each life has its share of the messages, and so has the time after the last kill.
  const perLife = messages / (kills + 1);
  let said = 0;
  let lives = 1;
  const isSpent = () => said >= Math.ceil(perLife * lives);
  const start = (environment: Record<string, string> = {}) =>
    startServerProcess(
      { ...store.environment, PORT: String(port), LOG_LEVEL: 'fatal', ...environment },
      '../test/support/killableServer.ts',
    );

  const kill = async (): Promise<ServerProcess> => {
    const points = milestones.filter(
      (point) => store.environment['MONGODB_URL'] === undefined || !point.startsWith('commit'),
    );
    for (let count = 0; count < kills; count += 1) {
      const ordered = kills >= points.length ? points[count] : undefined;
      const drawn = random() < 0.25 ? 'clock' : points[Math.floor(random() * points.length)];
      const at = await endOneLife(ordered ?? drawn ?? 'clock');
      killedAt[at] = (killedAt[at] ?? 0) + 1;
      lives += 1;
      tell(`${count + 1} kills`);
    }
    return start();
  };
  /** Resolves to where it ended: by the clock too when its share of messages did not lead to the point. */
  const endOneLife = async (point: Milestone | 'clock'): Promise<Milestone | 'clock'> => {
    if (point === 'clock') {
      const server = await start();
      await pause(random() * longestLifeMilliseconds);
      await server.kill();
      return 'clock';
    }
    // The messages of most citizens share a commit.
    const shared = point.startsWith('commit') ? Math.max(1, conversations / 2) : 1;
    const time = Math.ceil((random() * perLife) / shared);
    const server = await start({ KILL_AT: JSON.stringify({ milestone: point, time }) }).catch(
      (error: unknown) => {
        // Citizens had come before it could say that it is ready.
        if (error instanceof EndedAtStart && error.signal === 'SIGKILL') return null;
        throw error;
      },
    );
    if (server === null) return point;
    const alive = untilTrue(isSpent).then(() => pause(settleMilliseconds, 'alive' as const));
    const end = await Promise.race([server.ended, alive]);
    if (end === 'SIGKILL') return point;
    if (end !== 'alive') throw new Error(`the service ended without being killed (${end ?? 'by itself'})`);
    await server.kill();
    return 'clock';
  };

  const killing = kill();
  const url = `http://127.0.0.1:${port}`;
  const citizens = await Promise.all(
    Array.from({ length: conversations }, () => SteadfastCitizen.begin(url)),
  );
  await Promise.all(
    citizens.map(async (citizen, index) => {
      const share = Math.floor(messages / conversations) + (index < messages % conversations ? 1 : 0);
      while (citizen.said < share) {
        await untilTrue(() => !isSpent());
        said += 1;
        await citizen.say(question(citizen.said));
      }
    }),
  );
  const last = await killing;
  const complaints = await Promise.all(citizens.map((citizen) => citizen.leave()));
  await last.kill();
  const sum = (of: keyof Complaints) => complaints.reduce((total, each) => total + each[of], 0);
  return {
    messages: citizens.reduce((total, { said }) => total + said, 0),
    kills: Object.values(killedAt).reduce((total, count) => total + count, 0),
    killedAt,
    lost: sum('lost'),
    doubled: sum('doubled'),
    outOfOrder: sum('outOfOrder'),
    seconds: Math.round((performance.now() - from) / 1000),
  };
}

async function untilTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(20);
}

/** The service comes back at the same address each time. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a socket without a port');
  return address.port;
}
