import type { ExampleLanguage, RecognisedLanguage } from '../../model.ts';
import { functionWords } from './functionWords.ts';

/** What the letters alone say of a text. */
export type ScriptVerdict =
  | {
      readonly kind: 'language';
      readonly language: ExampleLanguage | RecognisedLanguage;
      readonly sure: boolean;
    }
  /** Latin letters: many languages write with them. */
  | { readonly kind: 'latin' }
  /** No letters, or letters that none of our languages is written with. */
  | { readonly kind: 'none' };

const scripts = {
  latin: /\p{Script=Latin}/gu,
  arabic: /\p{Script=Arabic}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  ethiopic: /\p{Script=Ethiopic}/gu,
} as const;

/** Which language a text's letters leave as possible: the script that most of its letters are of decides. */
export function identifyByScript(text: string): ScriptVerdict {
  const counts = Object.entries(scripts).map(([name, letters]) => ({
    name,
    count: text.match(letters)?.length ?? 0,
  }));
  const most = counts.reduce((best, next) => (next.count > best.count ? next : best));
  if (most.count === 0) return { kind: 'none' };
  if (most.name === 'latin') return { kind: 'latin' };
  if (most.name === 'ethiopic') return { kind: 'language', language: 'ti', sure: true };
  if (most.name === 'cyrillic') return identifyCyrillic(text);
  return identifyArabicLetters(text);
}

/** Serbian letters are Bosnian's neighbour; everything else in Cyrillic gets the Ukrainian answer. */
function identifyCyrillic(text: string): ScriptVerdict {
  const serbian = /[ђјљњћџ]/iu.test(text);
  return { kind: 'language', language: serbian ? 'bs' : 'uk', sure: serbian || /[іїєґ]/iu.test(text) };
}

/** Letters that Arabic does not write; some dialects write `چ` and `گ`, so those count little. */
const kurdishLetters = /[ێۆڕڵەڤ]/gu;
const persianLetters = /[پژیکگچ]/gu;

function identifyArabicLetters(text: string): ScriptVerdict {
  const words = text.match(/[\p{L}\p{M}\u200c]+/gu) ?? [];
  const share = (list: readonly string[]) =>
    words.filter((word) => list.includes(word)).length / words.length;
  const scores = {
    ar: share(functionWords.ar) + (/[ةىؤئإأ]/u.test(text) ? 0.3 : 0),
    fa: share(functionWords.fa) + ((text.match(persianLetters) ?? []).length > 0 ? 0.4 : 0),
    ku: share(functionWords.ckb) + (text.match(kurdishLetters) ?? []).length * 0.4,
  };
  const language = scores.ku > Math.max(scores.ar, scores.fa) ? 'ku' : scores.fa > scores.ar ? 'fa' : 'ar';
  return { kind: 'language', language, sure: words.length >= 2 || scores[language] > 0 };
}
