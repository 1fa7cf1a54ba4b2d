import type { FlowState } from '../../flowState.ts';
import { begin, hearBeginning } from '../../flows/advance.ts';
import type { Ear, Said } from '../../flows/ear.ts';
import type { Flow } from '../../flows/flow.ts';
import { type FlowBook, toSaid } from '../../flows/flowBook.ts';
import { readSlot } from '../../flows/slots/readSlot.ts';
import { say } from '../../replies/renderer.ts';
import { composeAsk, composeQuestion, ownerOf } from '../flows/composeFlow.ts';
import { parkedWith } from '../flows/waiting.ts';
import type { Answer, Reference, Step, Turn } from '../step.ts';
import { advise, asking } from './continueFlow.ts';

/**
 * A flow's button, a plain wish to report, or a report itself ("there is a big hole in Nobelvägen") begins a flow. A
 * question about the same matter does not: it is answered, with the button below.
 */
export const startFlow: Step = (turn, reference) => {
  const { message, session } = turn;
  if (message.kind !== 'text') return null;
  const pressed = reference.flows.startedBy(message.text);
  if (pressed !== null) {
    // Its button again: it is under way, and nothing of it is lost.
    if (session.flow?.flow === pressed.id) return askOn(pressed, session.flow, turn, reference);
    const told =
      session.told !== null && pressed.topics.includes(session.told.topic) ? session.told.text : '';
    return start(pressed, told, turn, reference);
  }
  if (session.flow !== null || turn.unserved !== null) return null;
  if (reference.library.topicByTitle(message.text, 'any') !== null) return null;
  const flow = meantFlow(turn, reference);
  return flow === null ? null : start(flow, message.text, turn, reference);
};

/** The flow that the words report or wish for; null for a question, and where nothing of it is told. */
function meantFlow(turn: Turn, { flows }: Reference): Flow | null {
  const { message, language, at, recognition, aspect } = turn;
  const { tokens } = toSaid(message.text, [], at);
  if (flows.isQuestion(message.text, tokens, language)) return null;
  const wished = flows.wishedBy(tokens);
  if (wished !== null) return wished;
  const isFor = (flow: Flow) => !flows.isOther(flow, tokens);
  const sure = recognition.topic === null ? null : flows.offeredBy(recognition.topic);
  if (sure !== null && recognition.band !== 'admit' && isFor(sure)) {
    const { what, where } = toldIn(sure, turn, flows);
    const isTold = sure.starts === 'told';
    if (isTold && what && where) return sure;
    if (recognition.band === 'answer') {
      const isWished = flows.text(sure.id, language).wish.length === 0 && flows.isWish(tokens);
      // "I want" is a way to ask how as well: a plain wish says more.
      if (isWished || (aspect === null && isTold && (what || where))) return sure;
    }
  }
  // "Can you mend the hole in Bergsgatan 20?" is a report, whatever else its words are near to.
  if (!flows.isRequest(tokens) && (recognition.band === 'answer' || aspect !== null)) return null;
  // Half sure of a neighbour, but what is wrong and where stands there: "broken bench in Pildammsparken".
  return (
    recognition.alternatives
      .map(({ topic }) => flows.offeredBy(topic))
      .find((flow): flow is Flow => flow !== null && isFor(flow) && isReport(flow, turn, flows)) ?? null
  );
}

/** True when the words tell what is wrong and where, for a flow that a report starts. */
function isReport(flow: Flow, turn: Turn, flows: FlowBook): boolean {
  if (flow.starts !== 'told') return false;
  const { what, where } = toldIn(flow, turn, flows);
  return what && where;
}

/** True when the message is a report of something that is wrong somewhere, among the topics that it may be about. */
export function tellsReport(turn: Turn, { flows }: Reference): boolean {
  const { recognition } = turn;
  return [recognition.topic, ...recognition.alternatives.map(({ topic }) => topic)].some((topic) => {
    const flow = topic === null ? null : flows.offeredBy(topic);
    return flow !== null && isReport(flow, turn, flows);
  });
}

/** What of a report the words tell already. */
function toldIn(
  flow: Flow,
  { message, language, at }: Turn,
  flows: FlowBook,
): { what: boolean; where: boolean } {
  const said = toSaid(message.text, [], at);
  const ear = flows.ear(flow.id, language);
  const result = hearBeginning(flow, begin(flow, 'none', at), said, ear, null);
  const values = result.kind === 'aside' ? {} : result.state.values;
  const has = (type: string) => Object.values(values).some((value) => value.type === type);
  return { what: has('choice'), where: has('place') || outsideIn(flow, values, said, ear) !== null };
}

/** A place beyond the city's border, where the place is still open. */
function outsideIn(flow: Flow, values: FlowState['values'], said: Said, ear: Ear) {
  const slot = flow.slots.find(({ type }) => type === 'place');
  if (slot === undefined || values[slot.id] !== undefined) return null;
  const parsed = readSlot(slot, said, undefined, ear, 'asked');
  return parsed !== null && 'problem' in parsed && parsed.problem === 'place_outside'
    ? { id: parsed.problem, detail: parsed.detail ?? '' }
    : null;
}

/** The question of a flow that is under way, once more. */
function askOn(flow: Flow, state: FlowState, { language }: Turn, reference: Reference): Answer {
  const scene = { flow, state, language, reference };
  return { ...asking(scene, flow.topics[0] ?? null), drafts: [composeQuestion(scene)] };
}

/** Begins a flow with what was told; one that is under way waits until it has ended. */
function start(flow: Flow, told: string, turn: Turn, reference: Reference): Answer {
  const { language, at, session } = turn;
  const pictures = turn.message.files.flatMap((file) => (file.kind === 'picture' ? [file.id] : []));
  const said = toSaid(told, pictures, at);
  const ear = reference.flows.ear(flow.id, language);
  const { flows } = reference;
  // What was told before stands redacted in the session; what is told now is redacted here.
  const words = told === turn.message.text ? turn.redacted : told;
  const story = flows.isQuestion(told, said.tokens, language) ? null : words;
  const heard = hearBeginning(flow, begin(flow, reference.newId(), at), said, ear, story);
  const outside = heard.kind === 'ask' ? outsideIn(flow, heard.state.values, said, ear) : null;
  const result = heard.kind === 'ask' && outside !== null ? { ...heard, problem: outside } : heard;
  return answerTo(result, flow, parkedWith(session), turn, reference);
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
  if (result.kind === 'advise') {
    const scene = { flow, state: result.state, language: turn.language, reference };
    return advise(scene, turn, reference);
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
