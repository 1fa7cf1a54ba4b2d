import ar from '../../../../locales/ar/flow-page.yaml';
import en from '../../../../locales/en/flow-page.yaml';
import fi from '../../../../locales/fi/flow-page.yaml';
import sv from '../../../../locales/sv/flow-page.yaml';
import svSimple from '../../../../locales/sv-simple/flow-page.yaml';
import type { FlowPageKey } from '../../texts/keys.ts';
import type { Language } from '../../texts/languages.ts';
import type { Icon } from '../Icon.tsx';

const texts = { sv, 'sv-simple': svSimple, fi, en, ar };

/**
 * What these parts have of the chat's own. It is handed to them: what both import would be a file of its own, which
 * everybody loads.
 */
export interface FlowSurroundings {
  readonly language: Language;
  readonly Icon: typeof Icon;
  readonly giveFile: (content: Blob, name: string) => void;
}

export type FlowWords = (key: FlowPageKey, values?: Readonly<Record<string, string>>) => string;

/** Says a text of `flow-page.yaml` in a language, with values put in for `{{name}}`. */
export function flowWords(language: Language): FlowWords {
  return (key, values = {}) =>
    (texts[language][key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}
