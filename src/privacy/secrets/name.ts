import type { Secret } from './secret.ts';

/** How people tell their name, or somebody's. What follows is the name. */
const introductions =
  /(?<![\p{L}])(?:jag heter|mitt namn är|mitt namn e|heter jag|my name is|my name's|my name’s|i am called|nimeni on|mun nimi on|minun nimeni on|mun nimi o|اسمي هو|اسمي|انا اسمي|namn ?:|name ?:|nimi ?:|الاسم ?:) {0,2}/giu;

/** Words that follow an introduction without being a name. */
const noNames = new Set(
  'inte också samma och men att som på i från och det ju not also the a and but same on from ei ja mutta sama myös لا و غير مكتوب ليس'.split(
    ' ',
  ),
);

const word = /^[\p{L}][\p{L}\p{M}'’-]*/u;
const mostNames = 4;

/** Every name that an introduction tells: the first word after it, and those with a capital after that. */
export function findNames(text: string): readonly Secret[] {
  const found: Secret[] = [];
  for (const match of text.matchAll(introductions)) {
    const from = match.index + match[0].length;
    const first = word.exec(text.slice(from, from + 40))?.[0];
    if (first === undefined || noNames.has(first.toLowerCase())) continue;
    let to = from + first.length;
    for (let count = 1; count < mostNames; count += 1) {
      const next = /^ (?:(?:von|van|af|de|al|el|bin|abu) )?\p{Lu}[\p{L}\p{M}'’-]*/u.exec(
        text.slice(to, to + 40),
      )?.[0];
      const arabic =
        count === 1 ? /^ [\u0621-\u064a]{2,}(?=[\s.,،!؟]|$)/u.exec(text.slice(to, to + 40))?.[0] : undefined;
      const further = next ?? (isArabicName(arabic) ? arabic : undefined);
      if (further === undefined) break;
      to += further.length;
    }
    found.push({ type: 'name', from, to });
  }
  return found;
}

/** Arabic has no capitals: a second word is a name unless it is one of the commonest words or begins with "and". */
function isArabicName(written: string | undefined): boolean {
  if (written === undefined) return false;
  return !/^ (?:و|من|في|على|انا|أنا|عندي|بدي|أريد|اريد|هل|كيف|رقم|رقمي|عم|ما|لا|عمري|ساكن|اسكن|أسكن|لدي|كنت|حجز|شو|ابني)/u.test(
    written,
  );
}

/** Two words with capitals side by side, as a name is written. */
export const capitalPair = /(?<![\p{L}])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}+(?![\p{L}])/gu;
