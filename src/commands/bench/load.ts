import type { Citizen } from './citizen.ts';
import { question } from './questions.ts';

/** What a load came to. Times are milliseconds from the post to the reply. */
export interface Figures {
  readonly turnsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Citizens that arrive at once: a server that is only just up gets no thousand in one moment. */
const arriveAtOnce = 50;

/** Lets so many citizens in, and each ask one question after the other for so many seconds. */
export async function load(
  begin: () => Promise<Citizen>,
  { citizens: count, seconds }: { readonly citizens: number; readonly seconds: number },
): Promise<Figures> {
  const citizens = await arrive(begin, count);
  const times: number[] = [];
  const from = performance.now();
  const end = from + seconds * 1000;
  await Promise.all(
    citizens.map(async (citizen) => {
      for (let turn = 0; performance.now() < end; turn += 1) {
        const asked = performance.now();
        await citizen.ask(question(turn));
        times.push(performance.now() - asked);
      }
    }),
  );
  const elapsed = (performance.now() - from) / 1000;
  times.sort((a, b) => a - b);
  const tallies = citizens.map((citizen) => citizen.leave());
  return {
    turnsPerSecond: Math.round(times.length / elapsed),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    p99Ms: percentile(times, 0.99),
    lost: tallies.reduce((sum, { lost }) => sum + lost, 0),
    doubled: tallies.reduce((sum, { doubled }) => sum + doubled, 0),
  };
}

export async function arrive(begin: () => Promise<Citizen>, count: number): Promise<Citizen[]> {
  const citizens: Citizen[] = [];
  while (citizens.length < count) {
    const several = Math.min(arriveAtOnce, count - citizens.length);
    citizens.push(...(await Promise.all(Array.from({ length: several }, begin))));
  }
  return citizens;
}

/** Of the runs' figures, those of the run that is in the middle by turns per second. */
export function median(runs: readonly Figures[]): Figures {
  const sorted = [...runs].sort((a, b) => a.turnsPerSecond - b.turnsPerSecond);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('no run to take the median of');
  return middle;
}

/** Of sorted values, the one below which the share of them lies; rounded to hundredths. */
export function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Math.round(value * 100) / 100;
}
