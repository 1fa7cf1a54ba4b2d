import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import { beginsWith, isWhole } from '../tokens.ts';

/** Free words, within bounds. Taken only where the text was found to be nothing else. */
export function readText({ text }: Said, least: number, most: number, hearing: Hearing): Parsed {
  if (hearing !== 'loose') return null;
  const written = text.trim();
  if (written.length < least) return { problem: 'text_short' };
  if (written.length > most) return { problem: 'text_long', detail: String(most) };
  return { value: { type: 'text', text: written } };
}

/** A person's name: a few words with letters in them, in any script. */
export function readName({ text, tokens }: Said, { lexicons }: Ear, hearing: Hearing): Parsed {
  if (hearing !== 'loose') return null;
  // Yes, no, a correction: no name.
  const isOther = lexicons.some(
    ({ yes, no, correction }) =>
      isWhole(tokens, yes) || isWhole(tokens, no) || beginsWith(tokens, correction) > 1,
  );
  const before = Math.max(...lexicons.map(({ nameIs }) => beginsWith(tokens, nameIs)));
  if (before === 0 && (isOther || /\d/u.test(text))) return null;
  const written = text
    .slice(before === 0 ? 0 : (tokens[before - 1]?.to ?? 0))
    .trim()
    .replace(/\s+/g, ' ');
  if (!/\p{L}/u.test(written) || written.length < 2) return { problem: 'text_short' };
  if (tokens.length > 8 || written.length > 80) return { problem: 'text_long', detail: '80' };
  return { value: { type: 'name', text: written } };
}
