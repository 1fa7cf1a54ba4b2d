import { createHash, timingSafeEqual } from 'node:crypto';
import type { Collection, Documents } from '../documents.ts';
import type { Clock } from '../model.ts';
import {
  type Case,
  type CaseContent,
  type CaseEvent,
  caseEventsDefinition,
  casePicturesDefinition,
  casesDefinition,
  type Happening,
  type Standing,
  standingOf,
} from './case.ts';
import { newReference, type RandomInt, wordOf } from './reference.ts';

/** A draft whose turn never came into the log is disposed of after this long. */
const draftMilliseconds = 24 * 3_600_000;
/** How soon after drafting a case somebody looks whether its turn is in the log. */
const settleMilliseconds = 60_000;
/** A closed case may be opened again for so long. */
const reopenMilliseconds = 30 * 86_400_000;
/** Reports of the same thing are told of when they are no older. */
const nearbyMilliseconds = 30 * 86_400_000;
/** Wrong words for one case, in an hour. */
const mostWrong = 5;
const wrongWindowMilliseconds = 3_600_000;
/** References that are counted at a time. */
const mostCounted = 100_000;

/** `due` of a case that nobody can deliver yet: after every time. */
export const waits = 'waits';

export interface DraftOf {
  readonly walk: string;
  readonly conversation: string;
  readonly sameAs: string;
  readonly content: CaseContent;
}

export interface Drafted {
  readonly reference: string;
  /** Told once; afterwards only its hash is known. Null when the case had been received before. */
  readonly word: string | null;
}

/** A case as its citizen sees it. */
export interface ShownCase {
  readonly case: Case;
  readonly standing: Standing;
}

/** The cases, and what happened to each. */
export interface CaseBook {
  /**
   * Writes down a case that is about to be sent, and names it. The same walk has the same name, however often it is
   * called, and the same word; while it was not received, the newest content stands.
   */
  draft(of: DraftOf): Promise<Drafted>;
  /** Its turn is in the log: it must reach its department. May be called again. False when it was disposed of. */
  receive(reference: string): Promise<boolean>;
  /** Null for a wrong word as for a wrong reference; `later` after too many wrong ones. */
  look(reference: string, word: string): Promise<ShownCase | null | 'later'>;
  /** A case that is open, on the same thing, not older than 30 days, of another conversation. */
  nearby(sameAs: string, conversation: string): Promise<ShownCase | null>;
  /**
   * Opens a closed case again; false when it was closed too long ago, or is not closed.
   *
   * @param by the message that asks for it: the same one opens it once, and is told so each time
   */
  reopen(reference: string, by: string): Promise<boolean>;
  read(reference: string): Promise<ShownCase | null>;
  history(reference: string): Promise<readonly CaseEvent[]>;
  all(): AsyncIterable<Case>;
  due(now: string, limit: number): Promise<Case[]>;
  /** Writes what happens next; false when something else happened first. For what may be refused. */
  append(of: Case, after: number, happening: Happening): Promise<boolean>;
  /**
   * Writes what has happened, whatever else happens meanwhile.
   *
   * @param decide what to write, as the case stands by then; null when there is nothing to write any more
   * @returns where the case stands afterwards
   */
  record(of: Case, decide: (standing: Standing) => Happening | null): Promise<Standing>;
  setDue(reference: string, due: string): Promise<void>;
  /** Looks again at everything that waits and that nobody was to look at. */
  wakeWaiting(): Promise<void>;
  keepPicture(of: Case, index: number, data: Buffer): Promise<void>;
  picture(reference: string, index: number): Promise<Buffer | null>;
  discard(reference: string): Promise<void>;
  sweep(now: string): Promise<number>;
}

export interface CaseTools {
  readonly documents: Documents;
  readonly clock: Clock;
  readonly random: RandomInt;
  /** ISO time until which a case of now is kept. */
  readonly expiry: (now: Date) => string;
}

export function createCaseBook({ documents, clock, random, expiry }: CaseTools): CaseBook {
  const cases: Collection<Case> = documents.collection(casesDefinition);
  const events: Collection<CaseEvent> = documents.collection(caseEventsDefinition);
  const pictures = documents.collection(casePicturesDefinition);
  const wrong = createWrongCounter();

  const history = (reference: string) =>
    events.find({ reference }, { sort: { field: 'number', direction: 'ascending' } });
  const standing = async (reference: string) => standingOf(await history(reference));
  const append = async (of: Case, after: number, happening: Happening): Promise<boolean> =>
    (await events.insert({
      reference: of.reference,
      number: after + 1,
      at: clock().toISOString(),
      happening,
      expiresAt: of.expiresAt,
    })) === 'inserted';

  const record: CaseBook['record'] = async (of, decide) => {
    for (;;) {
      const before = await standing(of.reference);
      const happening = decide(before);
      if (happening === null) return before;
      if (await append(of, before.last, happening)) return standing(of.reference);
    }
  };

  /** The case of a walk, made anew when there is none; null when a reference was taken, which is tried again. */
  const tryDraft = async ({ walk, conversation, sameAs, content }: DraftOf): Promise<Drafted | null> => {
    const now = clock();
    const word = wordOf(walk);
    const due = new Date(now.getTime() + settleMilliseconds).toISOString();
    const known = await cases.findOne({ walk });
    if (known !== null) {
      if ((await standing(known.reference)).received) return { reference: known.reference, word: null };
      await cases.update(
        { reference: known.reference },
        { content, sameAs, conversation, due, createdAt: now.toISOString() },
      );
      return { reference: known.reference, word };
    }
    const reference = newReference(random);
    const inserted = await cases.insert({
      version: 1,
      reference,
      walk,
      wordHash: hash(reference, word),
      conversation,
      createdAt: now.toISOString(),
      due,
      sameAs,
      mediaKey: mediaKey(random),
      content,
      expiresAt: expiry(now),
    });
    return inserted === 'inserted' ? { reference, word } : null;
  };

  return {
    draft: async (of) => {
      for (;;) {
        const drafted = await tryDraft(of);
        if (drafted !== null) return drafted;
      }
    },
    receive: async (reference) => {
      const found = await cases.findOne({ reference });
      if (found === null) return false;
      const { received } = await record(found, ({ received, discarded }) =>
        received || discarded ? null : { kind: 'received' },
      );
      if (received) await cases.update({ reference }, { due: clock().toISOString() });
      return received;
    },
    look: async (reference, word) => {
      const now = clock().getTime();
      // Counted before anything is read, so that many at once are counted as well.
      if (!wrong.begin(reference, now)) return 'later';
      const found = await cases.findOne({ reference });
      const right = found !== null && sameHash(found.wordHash, hash(reference, word.toLowerCase()));
      const shown = right ? { case: found, standing: await standing(reference) } : null;
      if (shown?.standing.received !== true) return null;
      wrong.takeBack(reference, now);
      return shown;
    },
    nearby: async (sameAs, conversation) => {
      if (sameAs === '') return null;
      const from = new Date(clock().getTime() - nearbyMilliseconds).toISOString();
      const found = await cases.find({ sameAs });
      for (const one of found.toReversed()) {
        if (one.createdAt < from || one.conversation === conversation) continue;
        const where = await standing(one.reference);
        if (where.received && where.status !== 'closed') return { case: one, standing: where };
      }
      return null;
    },
    reopen: async (reference, by) => {
      const found = await cases.findOne({ reference });
      if (found === null) return false;
      const where = await record(found, ({ openedBy, closedAt }) => {
        const since = closedAt === null ? Number.POSITIVE_INFINITY : clock().getTime() - Date.parse(closedAt);
        return openedBy.includes(by) || since > reopenMilliseconds ? null : { kind: 'reopened', by };
      });
      if (!where.openedBy.includes(by)) return false;
      await cases.update({ reference }, { due: clock().toISOString() });
      return true;
    },
    read: async (reference) => {
      const found = await cases.findOne({ reference });
      return found === null ? null : { case: found, standing: await standing(reference) };
    },
    history,
    all: () => cases.all(),
    due: (now, limit) =>
      cases.find({ due: { $gt: '', $lte: now } }, { sort: { field: 'due', direction: 'ascending' }, limit }),
    append,
    record,
    setDue: async (reference, due) => {
      await cases.update({ reference }, { due });
    },
    wakeWaiting: async () => {
      const now = clock().toISOString();
      await cases.update({ due: waits }, { due: now });
    },
    keepPicture: async ({ reference, expiresAt }, index, data) => {
      await pictures.insert({ reference, index, data: data.toString('base64'), expiresAt });
    },
    picture: async (reference, index) => {
      const found = await pictures.findOne({ reference, index });
      return found === null ? null : Buffer.from(found.data, 'base64');
    },
    discard: async (reference) => {
      await pictures.remove({ reference });
      await events.remove({ reference });
      await cases.remove({ reference });
    },
    sweep: async (now) => {
      await pictures.remove({ expiresAt: { $lte: now } });
      await events.remove({ expiresAt: { $lte: now } });
      return cases.remove({ expiresAt: { $lte: now } });
    },
  };
}

/** True when a draft that nobody sent is old enough to go. */
export function isAbandoned({ createdAt }: Case, now: Date): boolean {
  return now.getTime() - Date.parse(createdAt) > draftMilliseconds;
}

function hash(reference: string, word: string): string {
  return createHash('sha256').update(`${reference} ${word}`).digest('base64url');
}

function sameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function mediaKey(random: RandomInt): string {
  return Array.from({ length: 16 }, () => random(256).toString(16).padStart(2, '0')).join('');
}

/** Counts tries of words by case, in this process; what is asked for need not exist. */
function createWrongCounter() {
  const times = new Map<string, number[]>();
  const recent = (reference: string, now: number) =>
    (times.get(reference) ?? []).filter((time) => now - time < wrongWindowMilliseconds);
  return {
    /** False after too many wrong ones; else it counts as wrong until it is taken back. */
    begin: (reference: string, now: number): boolean => {
      const tries = recent(reference, now);
      if (tries.length >= mostWrong) return false;
      times.delete(reference);
      const [oldest] = times.keys();
      if (times.size >= mostCounted && oldest !== undefined) times.delete(oldest);
      times.set(reference, [...tries, now]);
      return true;
    },
    takeBack: (reference: string, time: number): void => {
      const tries = times.get(reference) ?? [];
      const at = tries.lastIndexOf(time);
      times.set(
        reference,
        tries.filter((_, index) => index !== at),
      );
    },
  };
}
