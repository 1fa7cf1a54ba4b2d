import type { Step } from '../step.ts';

/** A language that is recognised but not served gets one polite message in it, with ways onward. */
export const answerUnserved: Step = (turn, { unserved }) => {
  if (turn.unserved === null) return null;
  return {
    outcome: 'unanswered_language',
    topic: null,
    language: turn.unserved,
    drafts: [{ passages: [{ template: unserved[turn.unserved].message }], suggestions: [] }],
    session: {},
  };
};
