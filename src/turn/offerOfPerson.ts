import { say } from '../replies/renderer.ts';
import type { Answer, Reference, Turn } from './step.ts';

/** How a person is reached. Nothing is queued by it. */
export function offerOfPerson(turn: Turn, { library, flows }: Reference): Answer {
  const callback = flows.offeredBy('human');
  return {
    outcome: 'offered_person',
    topic: 'human',
    drafts: [
      {
        passages: [say('person')],
        suggestions: [
          ...(callback === null ? [] : [{ markdown: flows.text(callback.id, turn.language).start }]),
          { markdown: library.title('visit', turn.language) },
        ],
      },
    ],
    session: { topic: { id: 'human', at: turn.at.toISOString() }, choices: [], misses: 0 },
  };
}
