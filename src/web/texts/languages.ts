import type { Language } from '../../model.ts';

export type { Language };

/** What the language menu offers, each by its own name. Easy Swedish has its own switch beside it. */
export const menuLanguages = [
  { language: 'sv', name: 'Svenska' },
  { language: 'fi', name: 'Suomi' },
  { language: 'en', name: 'English' },
  { language: 'ar', name: 'العربية' },
] as const satisfies readonly { language: Language; name: string }[];

const served: readonly string[] = ['sv', 'sv-simple', 'fi', 'en', 'ar'];

export function isServed(language: string | null): language is Language {
  return language !== null && served.includes(language);
}

export function isSwedish(language: Language): boolean {
  return language === 'sv' || language === 'sv-simple';
}

/** Writing direction of any language tag. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|fa|ku-arab|ckb|ur|he|ps|prs)\b/i.test(language) ? 'rtl' : 'ltr';
}

/** Language and direction of a message; an own one may be in any script. */
export function speechOf(language: string | null): { lang?: string; dir: 'ltr' | 'rtl' | 'auto' } {
  return language === null ? { dir: 'auto' } : { lang: language, dir: directionOf(language) };
}
