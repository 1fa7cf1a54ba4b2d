import type { Secret } from './secret.ts';

const longestName = 64;
const longestHost = 253;
const inName = /[\p{L}\p{N}._%+'-]/u;

/** Ways to write @ that people use to be safe from robots. Each is a known word with blanks or brackets about it. */
const spelledOut =
  /(?<![\p{L}0-9._-])[\p{L}0-9._-]{1,64} ?[[({]? ?(?:snabel-?a|at|miukumauku)(?: ?[\])}] ?| )[\p{L}0-9-]{1,63} ?(?:\.|[[({] ?(?:dot|punkt|piste) ?[\])}]|(?<= )(?:dot|punkt|piste) ) ?(?:[a-z]{2,10})(?![\p{L}0-9])/giu;

/**
 * Every e-mail address in a text, from each @ to both sides, and those spelt out ("anna (at) example.com").
 *
 * @param kept addresses that stay, in lower case
 */
export function findEmails(text: string, kept: ReadonlySet<string>): readonly Secret[] {
  const found: Secret[] = [];
  let end = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let from = at;
    const earliest = Math.max(end, at - longestName);
    while (from > earliest && inName.test(text[from - 1] ?? '')) from -= 1;
    while (from < at && /['.-]/u.test(text[from] ?? '')) from += 1;
    const host =
      /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u.exec(text.slice(at + 1, at + 1 + longestHost))?.[0] ?? '';
    if (from === at || host === '') continue;
    end = at + 1 + host.length;
    if (!kept.has(text.slice(from, end).toLowerCase())) found.push({ type: 'email', from, to: end });
  }
  if (/snabel|miukumauku|[\s([{]at[\s)\]}]/iu.test(text)) {
    for (const match of text.matchAll(spelledOut)) {
      found.push({ type: 'email', from: match.index, to: match.index + match[0].length });
    }
  }
  return found;
}
