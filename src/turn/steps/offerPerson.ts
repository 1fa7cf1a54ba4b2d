import { say } from '../../replies/renderer.ts';
import { offerOfPerson } from '../offerOfPerson.ts';
import type { Answer, Step } from '../step.ts';

/** After this many turns in a row without an answer we stop asking for other words, and offer a person. */
const missesBeforePerson = 2;

/** The last step always answers: a person when one is asked for or we failed twice, else an honest "I do not know". */
export const offerPerson = ((turn, reference) => {
  const { recognition, session } = turn;
  if (recognition.topic === 'human' && recognition.band === 'answer') return offerOfPerson(turn, reference);
  const misses = session.misses + 1;
  const again = misses >= missesBeforePerson;
  return {
    outcome: again ? 'offered_person' : 'unanswered_unknown',
    topic: null,
    drafts: [
      { passages: [say(again ? 'unknown_again' : 'unknown_first')], suggestions: [say('suggest_person')] },
    ],
    session: { choices: [], misses: again ? 0 : misses },
  };
}) satisfies (...parameters: Parameters<Step>) => Answer;
