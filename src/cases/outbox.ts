import type { Clock } from '../model.ts';
import type { Case, CaseContent, CaseStatus, Standing } from './case.ts';
import { type CaseBook, isAbandoned, waits } from './caseBook.ts';
import { DeliveryError, type Parcel, type Receiver } from './receiver.ts';

export interface OutboxTiming {
  /** How long an attempt may take before somebody else may begin one. Longer than any request is let to take. */
  readonly leaseMilliseconds: number;
  /** The first wait after a failure; each further one is twice as long, up to the longest. */
  readonly firstWaitMilliseconds: number;
  readonly longestWaitMilliseconds: number;
  readonly pollMilliseconds: number;
  /** Failures after which a case waits for somebody to look at it. */
  readonly mostAttempts: number;
}

/** With these a receiver may be away for three days. */
export const usualTiming: OutboxTiming = {
  leaseMilliseconds: 60_000,
  firstWaitMilliseconds: 30_000,
  longestWaitMilliseconds: 6 * 3_600_000,
  pollMilliseconds: 15 * 60_000,
  mostAttempts: 20,
};

export interface OutboxTools {
  readonly book: CaseBook;
  readonly clock: Clock;
  /** 0 up to 1. */
  readonly random: () => number;
  readonly timing: OutboxTiming;
  /** How a case reaches its owner; null while no way is configured: then it waits in the store. */
  readonly receiverFor: (of: Case) => Receiver | null;
  /** True when the turn that sent the case is in its conversation's log. */
  readonly wasSent: (of: Case) => Promise<boolean>;
  /** Takes a case into its department's keeping: from then on it must not be lost. */
  readonly receive: (of: Case) => Promise<void>;
  /** Something changed that the citizen should hear of in the chat. `number` names the change. */
  readonly tell: (of: Case, change: { number: number; status: CaseStatus; note: string }) => Promise<void>;
  /** Tells a department that it had a case before. */
  readonly wordReopening: (of: Case) => CaseContent['lines'][number];
  /** Sends a receipt to the citizen's own address; null when no mail is configured. */
  readonly sendReceipt: ((of: Case) => Promise<void>) | null;
  /** Something went wrong with a case. Gets its reference and nothing of what it says. */
  readonly report: (what: string, reference: string, error?: unknown) => void;
}

/** Cases that are looked at in one go. */
const atOnce = 50;

/**
 * Takes everything that is due one step on: settles drafts, delivers, tries again, asks the receiver how it goes. Any
 * process may run it at any time; who inserts a case's next event decides. Never throws for one case's sake.
 *
 * @returns how many cases it looked at
 */
export function createOutbox(tools: OutboxTools): () => Promise<number> {
  const { book, clock, report } = tools;
  return async () => {
    const due = await book.due(clock().toISOString(), atOnce);
    for (const one of due) {
      try {
        await pursue(one, tools).catch(async (error: unknown) => {
          report('a case could not be looked at', one.reference, error);
          await book.setDue(one.reference, later(clock(), tools.timing.firstWaitMilliseconds));
        });
      } catch (error) {
        // Not even that could be written: the store is away, and it stays due.
        report('a case could not be put off', one.reference, error);
      }
    }
    return due.length;
  };
}

async function pursue(one: Case, tools: OutboxTools): Promise<void> {
  const shown = await tools.book.read(one.reference);
  if (shown === null) return;
  const { standing } = shown;
  if (!standing.received) return settle(one, tools);
  if (standing.dead !== null || standing.status === 'closed') return tools.book.setDue(one.reference, '');
  if (!standing.receiptSent && one.content.contact.email !== undefined && tools.sendReceipt !== null)
    return sendReceipt(one, standing, tools, tools.sendReceipt);
  if (standing.receiver !== null) return poll(one, standing, tools);
  return deliver(one, standing, tools);
}

/** A draft is received when its turn is in the log, and disposed of when a day went by without it. */
async function settle(one: Case, { book, clock, wasSent, receive, timing }: OutboxTools): Promise<void> {
  if (await wasSent(one)) return receive(one);
  // Whoever inserts the first event decides whether it was sent or is disposed of.
  if (isAbandoned(one, clock())) {
    if (await book.append(one, 0, { kind: 'discarded' })) await book.discard(one.reference);
    return;
  }
  await book.setDue(one.reference, later(clock(), timing.pollMilliseconds));
}

/** At most once: a receipt that is lost can be had again in the chat. */
async function sendReceipt(
  one: Case,
  { last }: Standing,
  tools: OutboxTools,
  send: (of: Case) => Promise<void>,
) {
  if (!(await tools.book.append(one, last, { kind: 'receipt' }))) return;
  await send(one).catch((error: unknown) =>
    tools.report('a receipt could not be sent', one.reference, error),
  );
}

async function deliver(one: Case, standing: Standing, tools: OutboxTools): Promise<void> {
  const { book, clock, timing, report } = tools;
  const receiver = tools.receiverFor(one);
  if (receiver === null) return book.setDue(one.reference, waits);
  const now = clock();
  if (standing.leaseUntil !== null && standing.leaseUntil > now.toISOString())
    return book.setDue(one.reference, standing.leaseUntil);
  const leaseUntil = later(now, timing.leaseMilliseconds);
  const claimed = await book.append(one, standing.last, { kind: 'attempt', way: receiver.way, leaseUntil });
  if (!claimed) return;
  await book.setDue(one.reference, leaseUntil);
  try {
    const id = await receiver.deliver(await parcelOf(one, standing, tools), standing.tried);
    await book.record(one, ({ receiver: known }) =>
      known === null ? { kind: 'delivered', way: receiver.way, id } : null,
    );
    const isFollowed = id !== null && receiver.status !== undefined;
    await book.setDue(one.reference, isFollowed ? later(clock(), timing.pollMilliseconds) : '');
  } catch (error) {
    const why = error instanceof DeliveryError ? error.message : 'unexpected';
    report('a case could not be delivered', one.reference, error);
    const attempts = standing.attempts + 1;
    if ((error instanceof DeliveryError && error.isFinal) || attempts >= timing.mostAttempts) {
      await book.record(one, ({ receiver: known }) => (known === null ? { kind: 'dead', why } : null));
      return book.setDue(one.reference, '');
    }
    const retryAt = later(clock(), waitAfter(attempts, timing, tools.random()));
    await book.record(one, ({ receiver: known }) =>
      known === null ? { kind: 'failed', why, retryAt } : null,
    );
    await book.setDue(one.reference, retryAt);
  }
}

async function poll(one: Case, standing: Standing, tools: OutboxTools): Promise<void> {
  const { book, clock, timing } = tools;
  const receiver = tools.receiverFor(one);
  const id = standing.receiver?.id ?? null;
  if (receiver?.status === undefined || receiver.way !== standing.receiver?.way || id === null)
    return book.setDue(one.reference, '');
  await book.setDue(one.reference, later(clock(), timing.pollMilliseconds));
  const told = await receiver.status(id);
  if (told !== null) await takeStatus(one, told, tools);
}

/** Writes down what a receiver says of a case, and tells its citizen; what was known already is not told again. */
export async function takeStatus(
  one: Case,
  told: { readonly status: 'open' | 'closed'; readonly note: string },
  { book, tell }: Pick<OutboxTools, 'book' | 'tell'>,
): Promise<void> {
  const standing = await book.record(one, ({ status, note }) =>
    status === told.status && note === told.note ? null : { kind: 'status', ...told },
  );
  if (told.status === 'closed') await book.setDue(one.reference, '');
  // To be open is what everybody expects of a case that was sent: it is noted, and told only with a word. What was
  // told once is not told again; what could not be told is, when the receiver says it again.
  if (told.status === 'closed' || told.note !== '')
    await tell(one, { number: standing.statusNumber, ...told });
}

async function parcelOf(
  one: Case,
  { reopenings, since }: Standing,
  { book, wordReopening }: OutboxTools,
): Promise<Parcel> {
  const pictures: Buffer[] = [];
  for (const index of one.content.pictures.keys()) {
    const picture = await book.picture(one.reference, index);
    if (picture !== null) pictures.push(picture);
  }
  const { reference, createdAt, mediaKey, content } = one;
  return {
    reference,
    // To a receiver that has had it a case that was opened again is another one.
    name: reopenings === 0 ? reference : `${reference}/${reopenings + 1}`,
    since: since ?? createdAt,
    createdAt,
    mediaKey,
    content: reopenings === 0 ? content : { ...content, lines: [wordReopening(one), ...content.lines] },
    pictures,
  };
}

/** Twice as long each time, and not the same for all that failed together. */
function waitAfter(attempts: number, timing: OutboxTiming, random: number): number {
  const full = Math.min(timing.firstWaitMilliseconds * 2 ** (attempts - 1), timing.longestWaitMilliseconds);
  return full * (0.5 + random / 2);
}

function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
