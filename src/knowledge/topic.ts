import { z } from 'zod';
import { sectionNames } from './article.ts';

const inEachLanguage = z.strictObject({ sv: z.string(), fi: z.string(), en: z.string(), ar: z.string() });

/** `knowledge/topics/<id>/topic.yaml`; the id is the folder's name. */
export const topicSchema = z.strictObject({
  owner: z.string(),
  /** Whose matter it is: the city's, another authority's, or a service of the contact centre itself. */
  kind: z.enum(['city', 'authority', 'service']),
  title: inEachLanguage,
  /** The drawing beside its title: `knowledge/pictures/<name>.svg`. */
  picture: z.string().regex(/^[a-z-]+$/, { error: 'must be the name of a drawing, such as "school"' }),
  /** Where the topic ends, for those who write its phrases; in English. */
  scope: z.string(),
  related: z.array(z.string()),
  /** Facts that each section of the articles rests on, in every language, beside those that it shows. */
  facts: z.partialRecord(z.enum(sectionNames), z.array(z.string())).default({}),
  review: z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))]),
});
export type Topic = z.infer<typeof topicSchema> & { readonly id: string };

/** `knowledge/owners.yaml`: whose matters are, what they do for people, and how they are reached. */
export const ownerSchema = z.strictObject({
  kind: z.enum(['department', 'authority']),
  name: inEachLanguage,
  does: inEachLanguage,
  /** Facts (phone, e-mail, link), best first. */
  ways: z.array(z.string()),
});
export type Owner = z.infer<typeof ownerSchema> & { readonly id: string };
export const ownersSchema = z.record(z.string(), ownerSchema);
