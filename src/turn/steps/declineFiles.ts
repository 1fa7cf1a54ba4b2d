import type { Step } from '../step.ts';

/** Files without a word: nothing here can use them, and the notice that every file gets says what to do instead. */
export const declineFiles: Step = (turn) => {
  if (turn.message.files === 0 || turn.message.text !== '') return null;
  return { outcome: 'refused_files', topic: null, drafts: [], session: {} };
};
