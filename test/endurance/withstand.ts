import fc from 'fast-check';
import { begin, call, type Started } from '../support/directLineClient.ts';
import { bodyOf, hostileActivity } from './hostileActivities.ts';

export interface Withstood {
  readonly activities: number;
  /** How often which status was given. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Statuses that tell of a fault of ours, and answers that are no JSON of Direct Line's form. */
  readonly faults: number;
  /** What was found to stand in histories and must not. */
  readonly stains: number;
}

/** How many activities one conversation gets. */
const share = 50;
/** Must not stand in anything that readers get: controls but for line feed and tab, overrides, half characters. */
const stain = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]|\p{Cs}/u;

/** Posts generated activities, and reads what readers are given of them. */
export async function withstand(
  url: string,
  activities: number,
  seed: number,
  tell: (done: number) => void = () => undefined,
): Promise<Withstood> {
  const statuses: Record<string, number> = {};
  let faults = 0;
  let stains = 0;
  for (let done = 0; done < activities; done += share) {
    const started = await begin(url);
    const generated = fc.sample(hostileActivity, { numRuns: share, seed: seed + done });
    for (const activity of generated) {
      const { status, isWellFormed } = await postBody(url, started, bodyOf(activity));
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status >= 500 || !isWellFormed) faults += 1;
    }
    stains += await countStains(url, started);
    tell(done + share);
  }
  return { activities, statuses, faults, stains };
}

async function postBody(url: string, { conversationId, token }: Started, body: string) {
  const response = await fetch(`${url}/v3/directline/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  });
  const json: unknown = await response.json().catch(() => null);
  const key = response.ok ? 'id' : 'error';
  return { status: response.status, isWellFormed: typeof json === 'object' && json !== null && key in json };
}

async function countStains(url: string, { conversationId, token }: Started): Promise<number> {
  let found = 0;
  for (let watermark = ''; ; ) {
    const { json } = await call(
      `${url}/v3/directline/conversations/${conversationId}/activities?watermark=${watermark}`,
      { method: 'GET', token },
    );
    const set = json as { activities: { from: { role: string } }[]; watermark: string };
    if (set.activities.length === 0) return found;
    // Our own Arabic texts have isolates around numbers, where they belong.
    const citizens = set.activities.filter(({ from }) => from.role === 'user');
    found += citizens.filter((activity) => textsIn(activity).some((text) => stain.test(text))).length;
    watermark = set.watermark;
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
    : [];
}
