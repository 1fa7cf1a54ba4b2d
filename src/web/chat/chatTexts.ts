import ar from '../../../locales/ar/web.yaml';
import en from '../../../locales/en/web.yaml';
import fi from '../../../locales/fi/web.yaml';
import sv from '../../../locales/sv/web.yaml';
import svSimple from '../../../locales/sv-simple/web.yaml';
import type { Texts } from '../texts/texts.ts';

/** All languages come with the page: to fetch the one that is needed would keep a slow phone waiting once more. */
export const chatTexts: Texts = { sv, 'sv-simple': svSimple, fi, en, ar };
