import type { Danger } from '../../nlu/danger.ts';
import { type Passage, say } from '../../replies/renderer.ts';
import type { Reference, Step, Turn } from '../step.ts';
import { tellsReport } from './startFlow.ts';

/** Of texts that only the recogniser takes for an emergency, those that it is less sure of are as near to everything else. */
const leastSure = 0.1;

/** Life first: 112 is shown at once, whatever else the message holds, and nothing is asked before it. */
export const warnOfDanger: Step = (turn, reference) => {
  const { unserved } = reference;
  const warning = warningFor(turn, reference);
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
 * A danger that is sure is called by its kind. A text that only the recogniser takes for an emergency gets the general
 * warning, also when it is half sure: to warn once too often costs less than to miss one.
 */
function warningFor(turn: Turn, reference: Reference): Passage | null {
  const { danger, recognition, session } = turn;
  if (danger?.certainty === 'sure') return warnings[danger.kind];
  // An answer in a flow is half a sentence, of which the recogniser alone makes too much.
  if (session.flow !== null) return null;
  if (recognition.band === 'admit' || recognition.topic !== 'emergency') return null;
  if (recognition.confidence < leastSure) return null;
  // Half sure, and what is wrong and where stands there: a report, whose first words hold 112 as well.
  return recognition.band === 'ask' && tellsReport(turn, reference) ? null : warnings.any;
}

const warnings: Readonly<Record<Danger['kind'], Passage>> = {
  fire: say('danger_fire'),
  violence: say('danger_violence'),
  suicide: say('danger_suicide'),
  child: say('danger_child'),
  overdose: say('danger_overdose'),
  crime: say('danger_crime'),
  medical: say('danger_medical'),
  any: say('danger_any'),
};
