import { z } from 'zod';
import type { AspectWords } from '../knowledge/askedAspect.ts';
import {
  aspects,
  type Language,
  type RecognisedLanguage,
  recognisedLanguages,
  servedLanguages,
} from '../model.ts';
import type { Texts } from '../replies/renderer.ts';
import { type TextKey, textParameters } from '../replies/texts.ts';
import { type CommandWords, commandWordsSchema } from '../turn/commands.ts';
import type { Faults } from './fault.ts';
import { readYaml } from './readYaml.ts';

const textsSchema = z.record(z.string(), z.string().min(1));
const aspectWordsSchema = z.record(
  z.enum(aspects),
  z.strictObject({
    ask: z.string(),
    words: z.array(z.string()),
    begins: z.array(z.string()).default([]),
  }),
);
const unservedSchema = z.record(
  z.enum(recognisedLanguages),
  z.strictObject({ message: z.string(), danger: z.string() }),
);

export interface Locales {
  readonly texts: Texts;
  readonly aspectWords: Readonly<Record<Language, AspectWords>>;
  readonly commandWords: readonly CommandWords[];
  readonly unserved: Readonly<
    Record<RecognisedLanguage, { readonly message: string; readonly danger: string }>
  >;
}

/** The texts and words of every served language, each with the same keys and parameters. */
export function loadLocales(root: string, faults: Faults): Locales {
  const each = <T>(load: (language: Language) => T): Record<Language, T> => ({
    sv: load('sv'),
    'sv-simple': load('sv-simple'),
    fi: load('fi'),
    en: load('en'),
    ar: load('ar'),
  });
  const unserved = readYaml(root, 'locales/unserved.yaml', unservedSchema, faults);
  return {
    texts: each((language) => loadTexts(root, language, faults)),
    aspectWords: each(
      // Missing only with a fault, and content with a fault is never served.
      (language) =>
        (readYaml(root, `locales/${language}/aspects.yaml`, aspectWordsSchema, faults)?.value ??
          {}) as AspectWords,
    ),
    commandWords: servedLanguages.flatMap(
      (language) =>
        readYaml(root, `locales/${language}/commands.yaml`, commandWordsSchema, faults)?.value ?? [],
    ),
    unserved: (unserved?.value ?? {}) as Locales['unserved'],
  };
}

function loadTexts(root: string, language: Language, faults: Faults): Record<TextKey, string> {
  const file = `locales/${language}/chat.yaml`;
  const read = readYaml(root, file, textsSchema, faults);
  const texts: Partial<Record<TextKey, string>> = {};
  for (const [key, parameters] of Object.entries(textParameters) as [TextKey, readonly string[]][]) {
    const text = read?.value[key];
    if (text === undefined) {
      if (read !== null)
        faults.add(file, 1, `the text "${key}" is missing`, 'Write it, as in the other languages.');
      continue;
    }
    for (const [, used] of text.matchAll(/\{\{\s*([a-z]+)\s*\}\}/g)) {
      if (used !== undefined && !parameters.includes(used)) {
        faults.add(
          file,
          read?.lineOf([key]) ?? 1,
          `"${key}" has no parameter {{${used}}}`,
          `It may use: ${parameters.join(', ') || 'none'}.`,
        );
      }
    }
    texts[key] = text;
  }
  for (const key of Object.keys(read?.value ?? {})) {
    if (!(key in textParameters))
      faults.add(file, read?.lineOf([key]) ?? 1, `no text is called "${key}"`, 'Remove it.');
  }
  // Complete when there is no fault; and content with a fault is never served.
  return texts as Record<TextKey, string>;
}
