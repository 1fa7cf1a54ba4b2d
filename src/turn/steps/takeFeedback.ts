import { say } from '../../replies/renderer.ts';
import type { Step } from '../step.ts';

/** "Did this answer your question?" A no is met with other words and a person, never with "sorry" alone. */
export const takeFeedback: Step = ({ message, session }) => {
  if (message.kind !== 'feedback') return null;
  const topic = session.topic?.id ?? null;
  if (message.text === 'yes') {
    const drafts = [{ passages: [say('helped')], suggestions: [] }];
    return { outcome: 'greeted_thanks', topic, drafts, session: { misses: 0 } };
  }
  const drafts = [{ passages: [say('not_helped')], suggestions: [say('suggest_person')] }];
  return { outcome: 'offered_person', topic, drafts, session: { choices: [] } };
};
