import { type Language, servedLanguages } from '../model.ts';

/** A BCP 47 tag as one of the served languages: "sv-SE" is sv, "sv-simple" itself; null for any other. */
export function asServed(tag: string): Language | null {
  const lower = tag.toLowerCase();
  const exact = servedLanguages.find((language) => language === lower);
  return exact ?? servedLanguages.find((language) => language === lower.split('-')[0]) ?? null;
}
