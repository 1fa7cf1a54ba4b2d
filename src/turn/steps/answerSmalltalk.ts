import type { Outcome, Smalltalk } from '../../model.ts';
import { type Passage, say } from '../../replies/renderer.ts';
import type { Step } from '../step.ts';

const answers: Record<Smalltalk, { readonly outcome: Outcome; readonly passage: Passage }> = {
  greeting: { outcome: 'greeted_hello', passage: say('hello') },
  thanks: { outcome: 'greeted_thanks', passage: say('thanks') },
  goodbye: { outcome: 'greeted_goodbye', passage: say('goodbye') },
  'who-are-you': { outcome: 'greeted_who', passage: say('who') },
  insult: { outcome: 'refused_abuse', passage: say('abuse') },
};

/** Greeting, thanks, goodbye, "are you a robot", abuse: decent and short, and an insult is met with a way to a person. */
export const answerSmalltalk: Step = (turn) => {
  const kind = turn.recognition.smalltalk;
  if (kind === null || turn.recognition.band !== 'answer') return null;
  const { outcome, passage } = answers[kind];
  return {
    outcome,
    topic: null,
    drafts: [{ passages: [passage], suggestions: kind === 'insult' ? [say('suggest_person')] : [] }],
    session: { misses: 0 },
  };
};
