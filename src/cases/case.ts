import { z } from 'zod';
import type { CollectionDefinition } from '../documents.ts';
import { servedLanguages } from '../model.ts';

const position = z.object({ latitude: z.number(), longitude: z.number() });

const contentSchema = z.object({
  flow: z.string(),
  flowVersion: z.int(),
  topic: z.string(),
  /** Whom it goes to: an owner of `knowledge/owners.yaml`. */
  owner: z.string(),
  /** In Swedish, as the lines are: what departments read. */
  title: z.string(),
  lines: z.array(z.object({ slot: z.string(), label: z.string(), text: z.string() })),
  /** The choice that says what it is; null when the flow has none. */
  category: z.string().nullable(),
  place: z.object({ text: z.string(), position: position.exactOptional() }).nullable(),
  /** Ids of its pictures, which are kept with the case. */
  pictures: z.array(z.string()),
  contact: z.object({
    name: z.string().exactOptional(),
    phone: z.string().exactOptional(),
    email: z.string().exactOptional(),
  }),
  language: z.enum(servedLanguages),
});
/** What a case says. Never changed once it was received. */
export type CaseContent = z.infer<typeof contentSchema>;

const caseSchema = z.object({
  version: z.literal(1),
  reference: z.string(),
  /** The walk that it came of: a walk makes one case, however often it is sent. */
  walk: z.string(),
  /** SHA-256 of the secret word with the reference, in base64url. */
  wordHash: z.string(),
  conversation: z.string(),
  /** ISO times, UTC. */
  createdAt: z.string(),
  /** When somebody must look at it again; empty for never, `waits` while nobody can deliver it. A hint: what happened stands in the events. */
  due: z.string(),
  /** What reports of the same thing have in common; empty where nothing is compared. */
  sameAs: z.string(),
  /** Opens the case's pictures to its receiver. */
  mediaKey: z.string(),
  content: contentSchema,
  expiresAt: z.string(),
});
export type Case = z.infer<typeof caseSchema>;

export const casesDefinition: CollectionDefinition<Case> = {
  name: 'cases',
  unique: [['reference'], ['walk']],
  indexes: [['due'], ['sameAs'], ['expiresAt']],
  parse: (stored) => caseSchema.parse(stored),
};

/** What happened to a case. */
const happeningSchema = z.discriminatedUnion('kind', [
  /** Its turn is in the conversation's log: from now on it must not be lost. */
  z.object({ kind: z.literal('received') }),
  /** A delivery is under way; nobody else begins one until the lease is over. */
  z.object({ kind: z.literal('attempt'), way: z.string(), leaseUntil: z.string() }),
  z.object({ kind: z.literal('failed'), why: z.string(), retryAt: z.string() }),
  /** `id`: what the receiver calls it; null when it gave no name. */
  z.object({ kind: z.literal('delivered'), way: z.string(), id: z.string().nullable() }),
  /** What the receiver says of it. */
  z.object({ kind: z.literal('status'), status: z.enum(['open', 'closed']), note: z.string() }),
  /** `by`: the message that asked for it, so that the same one opens it once. */
  z.object({ kind: z.literal('reopened'), by: z.string() }),
  /** Not tried any more: somebody must look at it. */
  z.object({ kind: z.literal('dead'), why: z.string() }),
  /** Somebody looked at it: it is tried again. */
  z.object({ kind: z.literal('revived') }),
  z.object({ kind: z.literal('receipt') }),
  /** Nobody sent it: it is removed next. */
  z.object({ kind: z.literal('discarded') }),
]);
export type Happening = z.infer<typeof happeningSchema>;

const eventSchema = z.object({
  reference: z.string(),
  /** 1, 2, 3 …: the history of a case is decided by who inserts the next one. */
  number: z.int(),
  at: z.string(),
  happening: happeningSchema,
  expiresAt: z.string(),
});
export type CaseEvent = z.infer<typeof eventSchema>;

export const caseEventsDefinition: CollectionDefinition<CaseEvent> = {
  name: 'case_events',
  unique: [['reference', 'number']],
  indexes: [['expiresAt']],
  parse: (stored) => eventSchema.parse(stored),
};

const pictureSchema = z.object({
  reference: z.string(),
  index: z.int(),
  /** JPEG, in base64. */
  data: z.string(),
  expiresAt: z.string(),
});

export const casePicturesDefinition: CollectionDefinition<z.infer<typeof pictureSchema>> = {
  name: 'case_pictures',
  unique: [['reference', 'index']],
  indexes: [['expiresAt']],
  parse: (stored) => pictureSchema.parse(stored),
};

/** Where a case stands, as its citizen is told. */
export type CaseStatus = 'waiting' | 'sent' | 'open' | 'closed';

/** What a case's events come to. */
export interface Standing {
  readonly received: boolean;
  readonly status: CaseStatus;
  /** The receiver's own name for it, once it has it. */
  readonly receiver: { readonly way: string; readonly id: string | null } | null;
  /** Attempts since it was received, opened again or revived. */
  readonly attempts: number;
  /** True when one was made since it was received or opened again: it may have arrived. */
  readonly tried: boolean;
  /** How often it was opened again. */
  readonly reopenings: number;
  /** ISO time since which it is to be delivered. */
  readonly since: string | null;
  /** Messages that opened it again. */
  readonly openedBy: readonly string[];
  readonly discarded: boolean;
  /** The number of the last status event. */
  readonly statusNumber: number;
  /** ISO time until which an attempt may be under way. */
  readonly leaseUntil: string | null;
  readonly dead: string | null;
  /** The receiver's last word. */
  readonly note: string;
  /** ISO time of the last change that a citizen would call one. */
  readonly changedAt: string | null;
  readonly closedAt: string | null;
  readonly receiptSent: boolean;
  readonly last: number;
}

/** Reads events, in their order, to where the case stands. */
export function standingOf(events: readonly CaseEvent[]): Standing {
  let standing: Standing = {
    received: false,
    status: 'waiting',
    receiver: null,
    attempts: 0,
    tried: false,
    reopenings: 0,
    since: null,
    openedBy: [],
    discarded: false,
    statusNumber: 0,
    leaseUntil: null,
    dead: null,
    note: '',
    changedAt: null,
    closedAt: null,
    receiptSent: false,
    last: 0,
  };
  for (const event of events) standing = { ...standing, ...changeBy(event, standing), last: event.number };
  return standing;
}

function changeBy({ at, number, happening }: CaseEvent, before: Standing): Partial<Standing> {
  switch (happening.kind) {
    case 'received':
      return { received: true, changedAt: at, since: at };
    case 'attempt':
      return { attempts: before.attempts + 1, tried: true, leaseUntil: happening.leaseUntil };
    case 'failed':
      return { leaseUntil: null };
    case 'delivered':
      return {
        leaseUntil: null,
        receiver: { way: happening.way, id: happening.id },
        // A quick receiver may have told of it already.
        ...(before.status === 'waiting' ? { status: 'sent' as const, changedAt: at } : {}),
      };
    case 'status':
      return {
        status: happening.status,
        statusNumber: number,
        note: happening.note,
        changedAt: at,
        closedAt: happening.status === 'closed' ? at : null,
      };
    case 'reopened':
      return {
        status: 'waiting',
        note: '',
        receiver: null,
        attempts: 0,
        tried: false,
        reopenings: before.reopenings + 1,
        since: at,
        openedBy: [...before.openedBy, happening.by],
        closedAt: null,
        changedAt: at,
        dead: null,
      };
    case 'dead':
      return { leaseUntil: null, dead: happening.why };
    case 'revived':
      return { dead: null, attempts: 0 };
    case 'receipt':
      return { receiptSent: true };
    case 'discarded':
      return { discarded: true };
  }
}
