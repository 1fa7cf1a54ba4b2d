import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import { isWhole } from '../tokens.ts';
import { sayingAtBeginning } from '../yesAndNo.ts';

/** Yes or no, as the whole message or at its beginning, whatever comes after it. Never heard in passing. */
export function readYesNo({ tokens }: Said, ear: Ear, hearing: Hearing): Parsed {
  if (hearing === 'passing') return null;
  for (const { yes, no } of ear.lexicons) {
    if (isWhole(tokens, yes)) return { value: { type: 'yesNo', yes: true } };
    if (isWhole(tokens, no)) return { value: { type: 'yesNo', yes: false } };
  }
  const [forYes, forNo] = [sayingAtBeginning(tokens, ear, 'yes'), sayingAtBeginning(tokens, ear, 'no')];
  return forYes === forNo ? null : { value: { type: 'yesNo', yes: forYes > forNo } };
}
