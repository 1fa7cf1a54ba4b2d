import { say } from '../replies/renderer.ts';
import type { Answer, Turn } from './step.ts';

/** How a person is reached. Nothing is queued by it. */
export function offerOfPerson(turn: Turn): Answer {
  return {
    outcome: 'offered_person',
    topic: 'human',
    drafts: [{ passages: [say('person')], suggestions: [say('suggest_visit')] }],
    session: { topic: { id: 'human', at: turn.at.toISOString() }, choices: [], misses: 0 },
  };
}
