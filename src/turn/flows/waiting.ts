import { carryOver } from '../../flows/walk.ts';
import type { FlowResult, Session } from '../../model.ts';
import { type Draft, say } from '../../replies/renderer.ts';
import type { Answer, Reference } from '../step.ts';
import { composeAsk, composeQuestion, resultOf } from './composeFlow.ts';

/** Flows may have changed since they began, or be gone: the session speaks of those that there are. */
export function withFlowsOfNow(session: Session, { flows }: Reference): Session {
  if (session.flow === null && session.parked.length === 0) return session;
  const known = [session.flow, ...session.parked].flatMap((state) => {
    const flow = state === null ? null : flows.flow(state.flow);
    return state === null || flow === null ? [] : [carryOver(flow, state)];
  });
  const isGone = session.flow !== null && flows.flow(session.flow.flow) === null;
  const [first = null, ...rest] = known;
  return session.flow === null || isGone
    ? { ...session, flow: null, parked: known }
    : { ...session, flow: first, parked: rest };
}

/** No more flows than these wait for another one to end. */
const mostParked = 3;

/** The flows that wait when another one begins: the one that is under way as well. */
export function parkedWith({ flow, parked }: Session): Session['parked'] {
  return flow === null ? parked : [flow, ...parked].slice(0, mostParked);
}

/** After these the question that waits is not said again at once: the citizen has turned to something else. */
const turnedAway: readonly Answer['outcome'][] = [
  'warned_danger',
  'offered_person',
  'cancelled_chat',
  'clarified_topics',
  'clarified_search',
  'asked_case',
];

/** A question in between was answered, or a flow has ended for which another was left: what waits is asked again. */
export function questionThatWaits(
  answer: Answer,
  { flow: state, language }: Session,
  reference: Reference,
): Draft | null {
  const flow = state === null ? null : reference.flows.flow(state.flow);
  if (state === null || flow === null || answer.flow?.progress !== undefined) return null;
  if (turnedAway.includes(answer.outcome)) return null;
  const scene = { flow, state, language, reference };
  const asked = { kind: 'ask', state, heard: [], notices: [], boundary: null } as const;
  if (answer.flow === undefined) return composeQuestion(scene);
  const { title } = reference.flows.text(flow.id, language);
  return composeAsk(scene, asked, { before: [say('flow_resumed', { title })] });
}

/** Only the question's own answers are offered below. */
export function withoutButtons(draft: Draft): Draft {
  return { ...draft, suggestions: [] };
}

/** The flow that asks or has just ended; else the one that waits. */
export function flowOf(
  answer: Answer,
  { flow: state, language }: Session,
  reference: Reference,
): { flow?: FlowResult } {
  if (answer.flow !== undefined) return { flow: answer.flow };
  const flow = state === null ? null : reference.flows.flow(state.flow);
  if (state === null || flow === null) return {};
  return { flow: resultOf({ flow, state, language, reference }, true) };
}
