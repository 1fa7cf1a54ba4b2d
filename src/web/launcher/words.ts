import ar from '../../../locales/ar/web.yaml?launcher';
import en from '../../../locales/en/web.yaml?launcher';
import fi from '../../../locales/fi/web.yaml?launcher';
import sv from '../../../locales/sv/web.yaml?launcher';
import svSimple from '../../../locales/sv-simple/web.yaml?launcher';
import type { Language } from '../texts/languages.ts';
import type { LauncherKey } from './keys.ts';

/** All languages at once: they are few words, and the page's language may change. */
export const words: Readonly<Record<Language, Readonly<Record<LauncherKey, string>>>> = {
  sv,
  'sv-simple': svSimple,
  fi,
  en,
  ar,
};
