import Handlebars from 'handlebars';
import type { Language, Reply } from '../model.ts';
import type { TextKey, TextParameters } from './texts.ts';

/** One passage of a reply: a text of `locales/`, or an article's Markdown template. */
export type Passage =
  | { readonly [K in TextKey]: { readonly text: K; readonly parameters: TextParameters<K> } }[TextKey]
  | { readonly template: string }
  /** Ready Markdown made of checked content only, such as a topic's title. */
  | { readonly markdown: string };

/** A reply before it is put into words. */
export interface Draft {
  /** Shown one below the other, with a blank line between. */
  readonly passages: readonly Passage[];
  readonly suggestions: readonly Passage[];
}

export interface Renderer {
  render(draft: Draft, language: Language): Reply;
  text<K extends TextKey>(key: K, parameters: TextParameters<K>, language: Language): string;
}

export type Texts = Readonly<Record<Language, Readonly<Record<TextKey, string>>>>;

/** A passage of the locales without parameters, the common case. */
export function say<K extends TextKey>(
  text: K,
  ...parameters: TextParameters<K> extends Record<string, never> ? [] : [TextParameters<K>]
): Passage {
  return { text, parameters: parameters[0] ?? {} } as Passage;
}

/**
 * Puts drafts into words. Templates are compiled once; an unknown parameter or fact throws, for content is checked
 * before it serves. Nothing is HTML-escaped: replies are Markdown, and the page shows raw HTML as text.
 *
 * @param showFact a fact's value in a language, as Markdown
 */
export function createRenderer(texts: Texts, showFact: (id: string, language: Language) => string): Renderer {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(
    'fact',
    function fact(this: unknown, id: string, options: Handlebars.HelperOptions) {
      return showFact(id, options.data.root.language as Language);
    },
  );
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  const fill = (template: string, parameters: object, language: Language): string => {
    let run = compiled.get(template);
    if (run === undefined) {
      run = handlebars.compile(template, { noEscape: true, strict: true, knownHelpers: { fact: true } });
      compiled.set(template, run);
    }
    return run({ ...parameters, language }).trim();
  };
  const word = (passage: Passage, language: Language): string => {
    if ('markdown' in passage) return passage.markdown;
    if ('template' in passage) return fill(passage.template, {}, language);
    return fill(texts[language][passage.text], passage.parameters, language);
  };

  return {
    render: (draft, language) => ({
      text: draft.passages.map((passage) => word(passage, language)).join('\n\n'),
      suggestions: draft.suggestions.map((passage) => word(passage, language)),
    }),
    text: (key, parameters, language) => fill(texts[language][key], parameters, language),
  };
}
