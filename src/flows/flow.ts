import { z } from 'zod';

const name = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, { error: 'must be a name such as "category"' });

/** Each slot that is named holds one of these: of a choice its ids, of a yes or no `yes` or `no`. */
const conditionSchema = z.record(name, z.array(name).min(1));
export type Condition = z.infer<typeof conditionSchema>;

const common = {
  id: name,
  /** May be skipped. */
  optional: z.boolean().default(false),
  /** Asked only where this holds. */
  when: conditionSchema.optional(),
  /** Never heard in passing: its words mean other things as well. */
  onlyAsked: z.boolean().default(false),
};

const slotSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('choice'), choices: z.array(name).min(2) }),
  /** Any number of the choices, at least one. */
  z.strictObject({ ...common, type: z.literal('choices'), choices: z.array(name).min(2) }),
  z.strictObject({ ...common, type: z.literal('yesNo') }),
  z.strictObject({
    ...common,
    type: z.literal('text'),
    least: z.int().min(1).default(2),
    most: z.int().max(4000).default(1000),
    /** What the citizen told when the flow began stands here, where it said anything else that is asked for. */
    told: z.boolean().default(false),
  }),
  z.strictObject({ ...common, type: z.literal('when'), direction: z.enum(['past', 'future']) }),
  z.strictObject({ ...common, type: z.literal('place') }),
  z.strictObject({ ...common, type: z.literal('photo'), most: z.int().min(1).max(10).default(3) }),
  z.strictObject({ ...common, type: z.literal('name') }),
  /** How somebody is reached; what is enough. */
  z.strictObject({
    ...common,
    type: z.literal('contact'),
    takes: z.enum(['phone', 'email', 'either']).default('either'),
  }),
  z.strictObject({
    ...common,
    type: z.literal('number'),
    least: z.number().default(0),
    most: z.number(),
    unit: z.enum(['people', 'kronor', 'none']).default('none'),
  }),
]);
export type Slot = z.infer<typeof slotSchema>;

const migrationSchema = z.strictObject({
  /** The version that it carries over to the next. */
  from: z.int().min(1),
  /** New names of slots, by the old ones. */
  slots: z.record(name, name).default({}),
  /** New ids of choices, by slot (its new name) and old id. */
  choices: z.record(name, z.record(name, name)).default({}),
});

/** `dialogs/<id>.yaml`: one guided conversation. Its words stand in `locales/<lang>/flows/<id>.yaml`. */
export const flowSchema = z.strictObject({
  /** Counted up when slots or choices change, with a migration for those that are under way. */
  version: z.int().min(1),
  /** Topics whose articles offer it; the first is what it is about. */
  topics: z.array(name).min(1),
  /** `told`: what people tell of the topic starts it. `wished`: only a plain wish to report, or its button. */
  starts: z.enum(['told', 'wished']),
  /** Asks who somebody is: whoever has protected identity is shown the phone before anything is asked. */
  personal: z.boolean().default(false),
  slots: z.array(slotSchema).min(1),
  /** What is said at once when something is heard, such as a phone number for what cannot wait. */
  notices: z.array(z.strictObject({ when: conditionSchema, text: name })).default([]),
  /** What belongs to somebody else: said at once with the ways there; passed on only by the consent in a yesNo slot. */
  boundaries: z
    .array(z.strictObject({ when: conditionSchema, owner: name, passOn: name.optional() }))
    .default([]),
  /** Whom the case goes to. Without it the flow ends in advice. */
  sends: z.strictObject({ owner: name, nearby: z.boolean().default(false) }).optional(),
  /** Advice at the end: every text whose condition holds, in order. */
  advice: z.array(z.strictObject({ text: name, when: conditionSchema.optional() })).default([]),
  migrations: z.array(migrationSchema).default([]),
});
export interface Flow extends z.infer<typeof flowSchema> {
  readonly id: string;
}

const choiceTextSchema = z.strictObject({
  label: z.string().min(1),
  /** How people say it, beside the label; `*` stands for any letters at either end of a word. */
  words: z.array(z.string()).default([]),
});

/** What is said of one slot. Left out: the words that all flows share for a slot of that name or type. */
export const slotTextSchema = z.strictObject({
  /** In the read-back, and on the button that changes it. */
  name: z.string().optional(),
  ask: z.string().optional(),
  /** How it can be answered. */
  help: z.string().optional(),
  /** What the answer is needed for. */
  why: z.string().optional(),
  /** Other words for its name: "change the address". */
  also: z.array(z.string()).default([]),
  choices: z.record(name, choiceTextSchema).default({}),
});

/** `locales/<lang>/flows/<id>.yaml`. */
export const flowTextSchema = z.strictObject({
  title: z.string(),
  /** The button that starts it. */
  start: z.string(),
  /** How it is wished for in so many words, whatever the topic; then no other wish starts it. */
  wish: z.array(z.string()).default([]),
  /** Where this stands among the words it is another matter, and they do not start it. */
  unless: z.array(z.string()).default([]),
  /** Said once at its beginning. */
  intro: z.string(),
  slots: z.record(name, slotTextSchema).default({}),
  /** Texts of notices and advice, by name. Handlebars with facts. */
  texts: z.record(name, z.string()).default({}),
});

export type ChoiceText = z.infer<typeof choiceTextSchema>;
/** A slot's words with nothing left out. */
export interface SlotText {
  readonly name: string;
  readonly ask: string;
  readonly help: string;
  readonly why: string;
  readonly also: readonly string[];
  readonly choices: Readonly<Record<string, ChoiceText>>;
}
/** A flow's words in one language with nothing left out. */
export interface FlowText {
  readonly title: string;
  readonly start: string;
  readonly wish: readonly string[];
  readonly unless: readonly string[];
  readonly intro: string;
  readonly slots: Readonly<Record<string, SlotText>>;
  readonly texts: Readonly<Record<string, string>>;
}
