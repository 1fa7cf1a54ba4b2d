import { z } from 'zod';
import { dayParts } from '../flowState.ts';

const phrases = z.array(z.string().min(1));

/** What people say to move about in a flow. Each is a whole message, but for `change` and `correction`, which begin one. */
export const moves = ['back', 'why', 'help', 'skip', 'cancel', 'pause', 'send', 'resume'] as const;
export type Move = (typeof moves)[number];

export const units = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type Unit = (typeof units)[number];

/** `locales/<lang>/flow-words.yaml`: how people of a language answer questions. `*` stands for any letters at an end of a word. */
export const lexiconSchema = z.strictObject({
  moves: z.record(z.enum(moves), phrases),
  /** Before the name of what is to be changed: "change the place". */
  change: phrases,
  /** Before what is right: "no, it was number 22". */
  correction: phrases,
  /** Whoever says this anywhere has protected identity. */
  protected: phrases,
  /** A wish to report or apply, anywhere. */
  wish: phrases,
  /** How a question begins. */
  question: phrases,
  yes: phrases,
  no: phrases,
  none: phrases,
  /** Somebody does not want to answer, or has not what is asked for. */
  unwilling: phrases,
  /** Before a name that is told: "my name is". */
  nameIs: phrases,
  /** How a wish begins that sounds like a question: "can you mend …". */
  request: phrases,
  numbers: z.record(z.string(), z.array(z.string())),
  /** Words for a street, where it stands before its name, and for a house number. */
  place: z.strictObject({ street: phrases, number: phrases, here: phrases }),
  time: z.strictObject({
    /** By how many days from today. */
    days: z.record(z.string(), phrases),
    /** Monday first. */
    weekdays: z.array(phrases).length(7),
    next: phrases,
    last: phrases,
    months: z.array(phrases).length(12),
    parts: z.record(z.enum(dayParts), phrases),
    units: z.record(z.enum(units), phrases),
    /** One word that is number and unit, such as Arabic duals: by "2 week". */
    spans: z.record(z.string().regex(/^\d+ (minute|hour|day|week|month|year)$/), phrases),
    /** That a span counts back, or how long something has been. */
    ago: phrases,
    ahead: phrases,
    clock: phrases,
    afternoon: phrases,
    /** No day, and yet an answer: "for a long time". */
    vague: phrases,
  }),
});
export type Lexicon = z.infer<typeof lexiconSchema>;
