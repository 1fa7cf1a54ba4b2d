import { type Passage, say } from '../../replies/renderer.ts';
import type { Step, Turn } from '../step.ts';

/** Life first: 112 is shown at once, whatever else the message holds, and nothing is asked before it. */
export const warnOfDanger: Step = (turn, { unserved }) => {
  const warning = warningFor(turn);
  if (warning === null) return null;
  return {
    outcome: 'warned_danger',
    topic: 'emergency',
    ...(turn.unserved === null ? {} : { language: turn.unserved }),
    drafts: [
      {
        passages:
          turn.unserved === null ? [warning] : [{ template: unserved[turn.unserved].danger }, warning],
        suggestions: [say('suggest_person')],
      },
    ],
    session: { topic: { id: 'emergency', at: turn.at.toISOString() }, choices: [], misses: 0 },
  };
};

/**
 * The rules name the kind of danger. A text that only the recogniser takes for an emergency gets the general warning,
 * also when it is half sure: to warn once too often costs less than to miss one.
 */
function warningFor({ danger, recognition }: Turn): Passage | null {
  switch (danger?.kind) {
    case 'fire':
      return say('danger_fire');
    case 'violence':
      return say('danger_violence');
    case 'suicide':
      return say('danger_suicide');
    case 'child':
      return say('danger_child');
    case 'overdose':
      return say('danger_overdose');
    case 'crime':
      return say('danger_crime');
    case 'medical':
      return say('danger_medical');
    default:
      return recognition.band !== 'admit' && recognition.topic === 'emergency' ? say('danger_any') : null;
  }
}
