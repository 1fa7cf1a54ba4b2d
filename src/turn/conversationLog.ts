import { z } from 'zod';
import type { Collection, CollectionDefinition, Documents, Insertion } from '../documents.ts';
import { flowStateSchema } from '../flows/state.ts';
import {
  aspects,
  bands,
  type Entry,
  fileRefusals,
  outcomes,
  recognisedLanguages,
  recognitionDetails,
  servedLanguages,
} from '../model.ts';

const language = z.enum(servedLanguages);
const candidate = z.object({ topic: z.string(), confidence: z.number() });

const fileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picture'), id: z.string(), width: z.int(), height: z.int() }),
  z.object({ kind: z.literal('refused'), reason: z.enum(fileRefusals) }),
]);

/** Entries once held only how many files there had been, none of which was kept. */
function asFiles(stored: unknown): unknown {
  return typeof stored === 'number'
    ? Array.from({ length: stored }, () => ({ kind: 'refused', reason: 'type' }))
    : stored;
}

const entrySchema = z.object({
  version: z.literal(1),
  conversation: z.string(),
  seq: z.int(),
  clientId: z.string(),
  kind: z.enum(['opening', 'turn', 'erasure', 'notice']),
  at: z.string(),
  user: z.string(),
  message: z
    .object({
      conversation: z.string(),
      clientId: z.string(),
      user: z.string(),
      kind: z.enum(['text', 'language', 'feedback']),
      text: z.string(),
      files: z.preprocess(asFiles, z.array(fileSchema)),
      locale: z.string().exactOptional(),
      channel: z.string(),
    })
    .nullable(),
  redacted: z.string(),
  replies: z.array(z.object({ text: z.string(), suggestions: z.array(z.string()) })),
  result: z.object({
    outcome: z.enum(outcomes),
    topic: z.string().nullable(),
    language: z.enum([...servedLanguages, ...recognisedLanguages]),
    confidence: z.number().exactOptional(),
    alternatives: z.array(candidate),
    aspect: z.enum(aspects).exactOptional(),
    flow: z
      .object({
        id: z.string(),
        slot: z.string(),
        filled: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
        progress: z
          .object({
            title: z.string(),
            step: z.int(),
            steps: z.int(),
            asks: z.string(),
            words: z.object({
              step: z.string(),
              back: z.string().nullable(),
              cancel: z.string(),
              write: z.string(),
            }),
          })
          .exactOptional(),
      })
      .exactOptional(),
    case: z.object({ reference: z.string() }).exactOptional(),
    band: z.enum(bands).exactOptional(),
    detail: z.enum(recognitionDetails).exactOptional(),
  }),
  session: z.object({
    version: z.literal(1),
    language,
    languageChosen: z.boolean(),
    topic: z.object({ id: z.string(), at: z.string() }).nullable(),
    choices: z.array(z.string()),
    misses: z.int(),
    // Sessions of before there were flows have none of these.
    flow: flowStateSchema.nullable().default(null),
    parked: z.array(flowStateSchema).default([]),
    wrongCodes: z.int().default(0),
    told: z.object({ topic: z.string(), text: z.string() }).nullable().default(null),
    caseAsked: z
      .object({ reference: z.string().nullable(), misses: z.int(), word: z.string().nullable() })
      .nullable()
      .default(null),
  }),
  expiresAt: z.string(),
});

export const entriesDefinition: CollectionDefinition<Entry> = {
  name: 'entries',
  unique: [
    ['conversation', 'seq'],
    ['conversation', 'clientId'],
  ],
  indexes: [['expiresAt'], ['kind']],
  parse: (stored): Entry => entrySchema.parse(stored),
};

/** A conversation is its log: what was said, in order, with the session that each entry left. */
export interface ConversationLog {
  /** The last entry; null when the conversation was never opened or is disposed of. */
  latest(conversation: string): Promise<Entry | null>;
  byClientId(conversation: string, clientId: string): Promise<Entry | null>;
  /**
   * Entries after `seq`, oldest first, at most `limit`. Of a deleted conversation only the entry that says so.
   */
  after(conversation: string, seq: number, limit: number): Promise<Entry[]>;
  /** Which of the conversations hold entries after `seq`. */
  grown(conversations: readonly string[], seq: number): Promise<ReadonlySet<string>>;
  /** True when a turn of the conversation sent the case of this reference. */
  holdsCase(conversation: string, reference: string): Promise<boolean>;
  /** Durable once it resolves. `taken`: its `seq` or its client id stands in the log already. */
  append(entry: Entry): Promise<Insertion>;
  /**
   * Lets everything before a conversation's erasure expire at that moment. The erasure itself stays as long as any
   * entry does, so that no old token begins the conversation anew.
   */
  forget(erasure: Entry): Promise<void>;
  /** All erasures, so that one which was cut short can be finished. */
  erasures(): Promise<Entry[]>;
  /** Removes a conversation altogether. */
  dispose(conversation: string): Promise<void>;
  /** Disposes of everything that has expired at the given ISO time; resolves to how many entries. */
  sweep(now: string): Promise<number>;
}

/** True when its citizen has deleted the conversation: from then on its log is closed. */
export function isDeleted(latest: Entry): boolean {
  return latest.kind === 'erasure';
}

export function createConversationLog(documents: Documents): ConversationLog {
  const entries: Collection<Entry> = documents.collection(entriesDefinition);
  return {
    latest: (conversation) =>
      entries.findOne({ conversation }, { sort: { field: 'seq', direction: 'descending' } }),
    byClientId: (conversation, clientId) => entries.findOne({ conversation, clientId }),
    after: async (conversation, seq, limit) => {
      const found = await entries.find(
        { conversation, seq: { $gt: seq } },
        { sort: { field: 'seq', direction: 'ascending' }, limit },
      );
      const latest = found.length === 0 ? null : found[found.length - 1];
      if (latest === null || latest === undefined) return found;
      // With room left in what was asked for, its last entry is the conversation's.
      const end =
        isDeleted(latest) || found.length < limit
          ? latest
          : await entries.findOne({ conversation }, { sort: { field: 'seq', direction: 'descending' } });
      return end !== null && isDeleted(end) ? [end].filter((entry) => entry.seq > seq) : found;
    },
    grown: async (conversations, seq) => {
      const found = await entries.find({ conversation: { $in: conversations }, seq: { $gt: seq } });
      return new Set(found.map((entry) => entry.conversation));
    },
    holdsCase: async (conversation, reference) =>
      (await entries.find({ conversation })).some(
        ({ result }) => result.outcome === 'reported_case' && result.case?.reference === reference,
      ),
    append: (entry) => entries.insert(entry),
    forget: async ({ conversation, seq, at }) => {
      await entries.update({ conversation, seq: { $lt: seq } }, { expiresAt: at });
    },
    erasures: () => entries.find({ kind: 'erasure' }),
    dispose: async (conversation) => {
      await entries.remove({ conversation });
    },
    sweep: (now) => entries.remove({ expiresAt: { $lte: now } }),
  };
}
