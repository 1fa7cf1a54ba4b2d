import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { questions } from '../../src/commands/bench/questions.ts';
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

/** Citizens who go on talking while the service is killed over and over and started again. */
export async function endure(endurance: Endurance): Promise<Endured> {
  const { store, messages, conversations, kills, random, tell = () => undefined } = endurance;
  const from = performance.now();
  const port = await freePort();
  const killedAt: Partial<Record<Milestone | 'clock', number>> = {};
  // Fewer a life than there are, so that the last of them are said with nobody killing any more.
  const perLife = Math.max(1, (0.8 * messages) / Math.max(1, kills));
  const start = (environment: Record<string, string> = {}) =>
    startServerProcess(
      { ...store.environment, PORT: String(port), LOG_LEVEL: 'fatal', ...environment },
      '../test/support/killableServer.ts',
    );

  let ended = false;
  const kill = async (): Promise<ServerProcess> => {
    const points = milestones.filter(
      (point) => store.environment['MONGODB_URL'] === undefined || !point.startsWith('commit'),
    );
    for (let count = 0; count < kills && !ended; count += 1) {
      const drawn = points[Math.floor(random() * points.length)];
      const ordered = kills >= points.length ? points[count] : undefined;
      const point = ordered ?? (random() < 0.25 ? undefined : drawn);
      if (point === undefined) {
        const server = await start();
        await pause(random() * longestLifeMilliseconds);
        await server.kill();
      } else {
        // The messages of most citizens share a commit.
        const shared = point.startsWith('commit') ? Math.max(1, conversations / 2) : 1;
        const time = Math.ceil((random() * 2 * perLife) / shared);
        const server = await start({ KILL_AT: JSON.stringify({ milestone: point, time }) }).catch(
          (error: unknown) => {
            // Citizens had come before it could say that it is ready.
            if (error instanceof EndedAtStart && error.signal === 'SIGKILL') return null;
            throw error;
          },
        );
        if (server !== null) await Promise.race([server.ended, untilTrue(() => ended)]);
        if (ended && server !== null) return server;
      }
      killedAt[point ?? 'clock'] = (killedAt[point ?? 'clock'] ?? 0) + 1;
      tell(`${count + 1} kills`);
    }
    return start();
  };

  const killing = kill();
  const url = `http://127.0.0.1:${port}`;
  const citizens = await Promise.all(
    Array.from({ length: conversations }, () => SteadfastCitizen.begin(url)),
  );
  await Promise.all(
    citizens.map(async (citizen, index) => {
      const share = Math.floor(messages / conversations) + (index < messages % conversations ? 1 : 0);
      while (citizen.said < share) await citizen.say(questions[citizen.said % questions.length] ?? '');
    }),
  );
  ended = true;
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
