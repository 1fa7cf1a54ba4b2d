import ar from '../../../../locales/ar/flow-page.yaml';
import en from '../../../../locales/en/flow-page.yaml';
import fi from '../../../../locales/fi/flow-page.yaml';
import sv from '../../../../locales/sv/flow-page.yaml';
import svSimple from '../../../../locales/sv-simple/flow-page.yaml';
import type { FlowPageKey } from '../../texts/keys.ts';
import { useWording } from '../../texts/texts.ts';

const texts = { sv, 'sv-simple': svSimple, fi, en, ar };

/** Says a text of `flow-page.yaml` in the language at hand, with values put in for `{{name}}`. */
export function useFlowWords(): (key: FlowPageKey, values?: Readonly<Record<string, string>>) => string {
  const { language } = useWording();
  return (key, values = {}) =>
    (texts[language][key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}
