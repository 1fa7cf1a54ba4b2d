import { type Passage, say } from '../../replies/renderer.ts';
import type { Step } from '../step.ts';

/** At most this many topics to choose among: more are not read. */
const mostChoices = 3;
/** An alternative is offered when it is at least this share as likely as the best. */
const worthOffering = 0.25;

/** We are half sure: ask which of at most three, and leave a way out. */
export const askWhich: Step = (turn, { library }) => {
  const { band, topic, confidence, alternatives } = turn.recognition;
  if (band !== 'ask' || topic === null) return null;
  const choices = [
    topic,
    ...alternatives
      .filter((other) => other.confidence >= confidence * worthOffering)
      .map((other) => other.topic),
  ].slice(0, mostChoices);
  return {
    outcome: 'clarified_topics',
    topic,
    drafts: [
      {
        passages: [say('clarify')],
        suggestions: [
          ...choices.map((choice): Passage => ({ markdown: library.title(choice, turn.language) })),
          say('suggest_other'),
        ],
      },
    ],
    session: { choices, misses: 0 },
  };
};
