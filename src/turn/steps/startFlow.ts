import { begin, hearBeginning } from '../../flows/advance.ts';
import type { Flow } from '../../flows/flow.ts';
import { toSaid } from '../../flows/flowBook.ts';
import type { FlowState } from '../../model.ts';
import { say } from '../../replies/renderer.ts';
import { composeAsk, ownerOf } from '../flows/composeFlow.ts';
import type { Answer, Reference, Step, Turn } from '../step.ts';
import { asking } from './continueFlow.ts';

/** No more flows than these wait for another one to end. */
const mostParked = 3;

/**
 * A flow's button, a plain wish to report, or a report itself ("there is a big hole in Nobelvägen") begins a flow. A
 * question about the same matter does not: it is answered, with the button below.
 */
export const startFlow: Step = (turn, reference) => {
  const { message, session } = turn;
  if (message.kind !== 'text') return null;
  const pressed = reference.flows.startedBy(message.text);
  if (pressed !== null) {
    const told =
      session.told !== null && pressed.topics.includes(session.told.topic) ? session.told.text : '';
    return start(pressed, told, turn, reference);
  }
  if (session.flow !== null || turn.unserved !== null) return null;
  if (reference.library.topicByTitle(message.text, 'any') !== null) return null;
  const flow = meantFlow(turn, reference);
  return flow === null ? null : start(flow, turn.redacted, turn, reference);
};

/** The flow that the words report or wish for; null for a question, and where nothing of it is told. */
function meantFlow(turn: Turn, reference: Reference): Flow | null {
  const { message, language, at, recognition, aspect } = turn;
  const { tokens } = toSaid(message.text, [], at);
  const isQuestion = aspect !== null || reference.flows.isQuestion(message.text, tokens, language);
  const sure = recognition.topic === null ? null : reference.flows.offeredBy(recognition.topic);
  if (sure !== null && recognition.band !== 'admit') {
    const { what, where } = toldIn(sure, turn, reference);
    if (sure.starts === 'told' && what && where) return sure;
    const isSure = recognition.band === 'answer' && !isQuestion;
    if (isSure && ((sure.starts === 'told' && what) || reference.flows.isWish(tokens))) return sure;
  }
  if (recognition.band === 'answer' || isQuestion) return null;
  // Half sure of a neighbour, but what is wrong and where stands there: "broken bench in Pildammsparken".
  return (
    recognition.alternatives
      .map(({ topic }) => reference.flows.offeredBy(topic))
      .find((flow): flow is Flow => {
        if (flow?.starts !== 'told') return false;
        const { what, where } = toldIn(flow, turn, reference);
        return what && where;
      }) ?? null
  );
}

/** What of a report the words tell already. */
function toldIn(
  flow: Flow,
  { message, language, at }: Turn,
  { flows }: Reference,
): { what: boolean; where: boolean } {
  const said = toSaid(message.text, [], at);
  const result = hearBeginning(flow, begin(flow, 'none', at), said, flows.ear(flow.id, language));
  const values =
    result.kind === 'ask' || result.kind === 'handOver' ? Object.values(result.state.values) : [];
  const has = (type: string) => values.some((value) => value.type === type);
  return { what: has('choice'), where: has('place') };
}

/** Begins a flow with what was told; one that is under way waits until it has ended. */
function start(flow: Flow, told: string, turn: Turn, reference: Reference): Answer {
  const { language, at, session } = turn;
  const pictures = turn.message.files.flatMap((file) => (file.kind === 'picture' ? [file.id] : []));
  const said = toSaid(told, pictures, at);
  const ear = reference.flows.ear(flow.id, language);
  const result = hearBeginning(flow, begin(flow, reference.newId(), at), said, ear);
  const parked =
    session.flow === null ? session.parked : [session.flow, ...session.parked].slice(0, mostParked);
  return answerTo(result, flow, parked, turn, reference);
}

function answerTo(
  result: ReturnType<typeof hearBeginning>,
  flow: Flow,
  parked: readonly FlowState[],
  turn: Turn,
  reference: Reference,
): Answer {
  const topic = flow.topics[0] ?? null;
  if (result.kind === 'handOver') {
    return {
      outcome: 'answered_owner',
      topic,
      drafts: [
        {
          passages: [...ownerOf(result.owner, { language: turn.language, reference }), say('help_anyway')],
          suggestions: [say('suggest_person')],
        },
      ],
      session: { choices: [], misses: 0 },
    };
  }
  if (result.kind !== 'ask') throw new Error(`a flow begins by asking, not by "${result.kind}"`);
  const scene = { flow, state: result.state, language: turn.language, reference };
  const answer = asking(scene, topic);
  return {
    ...answer,
    drafts: [composeAsk(scene, result, { started: true })],
    session: { ...answer.session, parked, topic: { id: topic ?? flow.id, at: turn.at.toISOString() } },
  };
}
