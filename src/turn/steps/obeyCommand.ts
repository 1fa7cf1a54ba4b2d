import { say } from '../../replies/renderer.ts';
import { offerOfPerson } from '../offerOfPerson.ts';
import type { Answer, Step, Turn } from '../step.ts';

/** What the citizen tells the chat itself to do: start over, a person, another language, easy Swedish, delete. */
export const obeyCommand: Step = (turn, reference) => {
  const { command } = turn;
  switch (command?.kind) {
    case 'restart':
      return {
        outcome: 'greeted_opening',
        topic: null,
        drafts: [{ passages: [say('restarted')], suggestions: [] }],
        session: { topic: null, choices: [], misses: 0, flow: null, parked: [], told: null, caseAsked: null },
      };
    case 'erase':
      return {
        outcome: 'cancelled_chat',
        topic: null,
        drafts: [{ passages: [say('erased')], suggestions: [] }],
        session: { topic: null, choices: [], misses: 0 },
      };
    case 'person':
      return offerOfPerson(turn, reference);
    case 'other':
      // A flow's own choice may be called so.
      if (turn.session.flow !== null) return null;
      return {
        outcome: 'offered_person',
        topic: null,
        drafts: [{ passages: [say('other')], suggestions: [say('suggest_person')] }],
        session: { topic: null, choices: [] },
      };
    case 'easy':
      return switchTo(turn, 'sv-simple', 'switched_easy');
    case 'full':
      return switchTo(turn, 'sv', 'switched_full');
    case 'language':
      return command.rest === '' ? switchTo(turn, command.language, 'switched') : null;
    default:
      return null;
  }
};

function switchTo(
  turn: Turn,
  language: Turn['language'],
  text: 'switched' | 'switched_easy' | 'switched_full',
): Answer {
  return {
    outcome: 'switched_language',
    topic: null,
    language,
    drafts: [{ passages: [say(language === 'sv-simple' ? 'switched_easy' : text)], suggestions: [] }],
    // The topic at hand stays: "the same in Finnish" is about it.
    session: { language, languageChosen: true, topic: turn.session.topic },
  };
}
