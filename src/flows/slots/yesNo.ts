import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import { beginsWith, isWhole } from '../tokens.ts';

/** Yes or no, as the whole message or at its beginning, whatever comes after it. Never heard in passing. */
export function readYesNo({ tokens }: Said, { lexicons }: Ear, hearing: Hearing): Parsed {
  if (hearing === 'passing') return null;
  for (const { yes, no } of lexicons) {
    if (isWhole(tokens, yes)) return { value: { type: 'yesNo', yes: true } };
    if (isWhole(tokens, no)) return { value: { type: 'yesNo', yes: false } };
  }
  for (const { yes, no } of lexicons) {
    const [forYes, forNo] = [beginsWith(tokens, yes), beginsWith(tokens, no)];
    if (forYes !== forNo) return { value: { type: 'yesNo', yes: forYes > forNo } };
  }
  return null;
}
