import ar from '../../../locales/ar/page.yaml';
import en from '../../../locales/en/page.yaml';
import fi from '../../../locales/fi/page.yaml';
import sv from '../../../locales/sv/page.yaml';
import svSimple from '../../../locales/sv-simple/page.yaml';
import type { Texts } from '../texts/texts.ts';

/** All languages come with the page: to fetch the one that is needed would keep a slow phone waiting once more. */
export const pageTexts: Texts = { sv, 'sv-simple': svSimple, fi, en, ar };
