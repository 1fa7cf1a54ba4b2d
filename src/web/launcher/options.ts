import { isServed, type Language } from '../texts/languages.ts';

/** What a page may say by data attributes of the script element. */
export interface Options {
  /** Where the script came from, and the chat with it. */
  readonly origin: string;
  /** `data-language`, else the page's own language as it is now, else Swedish. */
  readonly language: () => Language;
  /** `data-position`: the side where lines end (the default) or start. */
  readonly position: 'start' | 'end';
  /** `data-colour`: six hexadecimal digits behind `#`; null for ours. */
  readonly colour: string | null;
  /** `data-open`: the chat is open from the beginning where this media query holds; null for never. */
  readonly opensWhere: string | null;
}

/** From this size on a page has room for the chat beside what it says. */
const roomy = '(min-width: 72rem) and (min-height: 40rem)';

/** A value that is none of those above counts as left out: a slip on the page costs nobody the chat. */
export function readOptions(script: HTMLScriptElement): Options {
  const { language: asked, position, colour, open } = script.dataset;
  return {
    origin: new URL(script.src).origin,
    language: () =>
      [asked ?? '', document.documentElement.lang].map(toServed).find((one) => one !== null) ?? 'sv',
    position: position === 'start' ? 'start' : 'end',
    colour: colour !== undefined && /^#[0-9a-f]{6}$/i.test(colour) ? colour : null,
    opensWhere: open === undefined || open === 'false' ? null : roomy,
  };
}

function toServed(tag: string): Language | null {
  if (isServed(tag)) return tag;
  const [primary = ''] = tag.toLowerCase().split('-');
  return isServed(primary) ? primary : null;
}
