import { z } from 'zod';
import { parsePatterns, parseWords } from './danger/parsePattern.ts';

/** What kind of danger a text tells of. Where several do, the first in this list is the one that is answered. */
export const dangerKinds = ['suicide', 'overdose', 'fire', 'child', 'medical', 'violence', 'crime'] as const;
export type DangerKind = (typeof dangerKinds)[number];

const patterns = z.string();
const dangerByKind = Object.fromEntries(dangerKinds.map((kind) => [kind, patterns.optional()])) as Record<
  DangerKind,
  z.ZodOptional<z.ZodString>
>;

/**
 * One file `knowledge/danger/<lang>.yaml`. Every text is one pattern a line, in the notation that `parsePattern`
 * describes; a fault in it is told with the line as written.
 */
export const dangerFileSchema = z
  .strictObject({
    /** ISO 639-1. For people: the finder tries every file on every text. */
    language: z.string().regex(/^[a-z]{2}$/),
    /** Lists of words, by the name that patterns call them by: `@name`. Entries are parted by commas. */
    words: z.record(z.string().regex(/^[a-z][a-z-]*$/), z.string()).default({}),
    /** What means danger. */
    danger: z.strictObject(dangerByKind),
    /** What takes the danger out of a sentence: for every kind (`any`), or for one kind only. */
    harmless: z.strictObject({ any: patterns.optional(), ...dangerByKind }).default({}),
  })
  .superRefine((file, context) => {
    const fault = (path: string[], error: unknown): void => {
      context.addIssue({
        code: 'custom',
        path,
        message: error instanceof Error ? error.message : String(error),
      });
    };
    const known = new Set(Object.keys(file.words));
    for (const [name, entries] of Object.entries(file.words)) {
      try {
        parseWords(entries, known);
      } catch (error) {
        fault(['words', name], error);
      }
    }
    for (const part of ['danger', 'harmless'] as const) {
      for (const [kind, lines] of Object.entries(file[part])) {
        try {
          parsePatterns(lines ?? '', known);
        } catch (error) {
          fault([part, kind], error);
        }
      }
    }
  });

/** All files of `knowledge/danger`, one for each language. */
export const dangerRulesSchema = z.array(dangerFileSchema).min(1);
export type DangerRules = z.infer<typeof dangerRulesSchema>;
