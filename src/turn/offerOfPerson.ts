import { say } from '../replies/renderer.ts';
import type { Answer, Reference, Turn } from './step.ts';

/** How a person is reached. Nothing is queued by it. */
export function offerOfPerson(turn: Turn, { library }: Reference): Answer {
  return {
    outcome: 'offered_person',
    topic: 'human',
    drafts: [
      { passages: [say('person')], suggestions: [{ markdown: library.title('visit', turn.language) }] },
    ],
    session: { topic: { id: 'human', at: turn.at.toISOString() }, choices: [], misses: 0 },
  };
}
