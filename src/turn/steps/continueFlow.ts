import type { FlowState } from '../../flowState.ts';
import { type Advance, advance } from '../../flows/advance.ts';
import type { Flow } from '../../flows/flow.ts';
import { toSaid } from '../../flows/flowBook.ts';
import { confirm } from '../../flows/state.ts';
import { holds } from '../../flows/walk.ts';
import { type Passage, say } from '../../replies/renderer.ts';
import { caseOf, sameAsOf } from '../flows/caseOf.ts';
import { composeAsk, type FlowScene, linesOf, ownerOf, resultOf } from '../flows/composeFlow.ts';
import type { Answer, Reference, Step, Turn } from '../step.ts';

/** After so long without a word it is said what is under way, in milliseconds. */
const remindAfter = 30 * 60_000;

/** A flow is under way: the message is an answer, a move, a correction, or a question in between, which other steps answer. */
export const continueFlow: Step = async (turn, reference) => {
  const { session, message, at } = turn;
  const flow = session.flow === null ? null : reference.flows.flow(session.flow.flow);
  if (session.flow === null || flow === null || message.kind !== 'text') return null;
  // Another flow's button: it begins, and this one waits.
  if (reference.flows.startedBy(message.text) !== null) return null;
  const state = session.flow;
  const pictures = message.files.flatMap((file) => (file.kind === 'picture' ? [file.id] : []));
  if (message.text === '' && pictures.length === 0) return null;
  const said = toSaid(message.text, pictures, at);
  const ear = reference.flows.ear(flow.id, turn.language);
  const firm = advance(flow, state, said, ear, 'asked');
  if (firm.kind === 'aside' && isAside(turn, flow, state, reference)) return null;
  const result = firm.kind === 'aside' ? advance(flow, state, said, ear, 'loose') : firm;
  if (result.kind === 'aside') return null;
  const isLate = at.getTime() - Date.parse(state.at) > remindAfter;
  return answerTo(result, turn, flow, state, reference, isLate);
};

/** A question, a thank-you, another matter: what no question of the flow asked for. */
function isAside(
  { recognition, aspect, message, language }: Turn,
  flow: Flow,
  state: FlowState,
  { flows }: Reference,
): boolean {
  const { tokens } = toSaid(message.text, [], new Date(0));
  const isQuestion = flows.isQuestion(message.text, tokens, language);
  if (recognition.band !== 'answer') return isQuestion && aspect !== null;
  if (recognition.smalltalk !== null) return true;
  const slot = flow.slots.find(({ id }) => id === state.slot);
  const isFree = slot?.type === 'text' || slot?.type === 'name' || slot?.type === 'place';
  return isQuestion || (!isFree && recognition.topic !== null && !flow.topics.includes(recognition.topic));
}

async function answerTo(
  result: Exclude<Advance, { kind: 'aside' }>,
  turn: Turn,
  flow: Flow,
  before: FlowState,
  reference: Reference,
  isLate: boolean,
): Promise<Answer> {
  const { language } = turn;
  const scene: FlowScene = { flow, state: result.state, language, reference };
  const topic = flow.topics[0] ?? null;
  const { title } = reference.flows.text(flow.id, language);
  const ended = { flow: resultOf(scene, false), topic };
  if (result.kind !== 'ask' && result.kind !== 'pause') await reference.pauses.end(result.state.walk);
  switch (result.kind) {
    case 'ask': {
      const nearby =
        result.state.slot === confirm && before.slot !== confirm
          ? await tellNearby(scene, turn, reference)
          : [];
      return {
        ...asking(scene, topic),
        drafts: [
          composeAsk(scene, result, {
            asked: before.slot,
            before: [...(isLate ? [say('flow_still', { title })] : []), ...nearby],
          }),
        ],
      };
    }
    case 'send':
      return send(scene, turn, reference);
    case 'advise':
      return advise(scene, turn, reference);
    case 'handOver':
      return {
        ...ended,
        outcome: 'answered_owner',
        drafts: [
          {
            passages: [...ownerOf(result.owner, scene), say('flow_not_passed')],
            suggestions: [say('suggest_person')],
          },
        ],
        session: over(turn),
      };
    case 'protect':
      return {
        ...ended,
        outcome: 'offered_phone',
        drafts: [{ passages: [say('flow_protected_phone')], suggestions: [] }],
        session: over(turn),
      };
    case 'cancel':
      return {
        ...ended,
        outcome: 'cancelled_flow',
        drafts: [{ passages: [say('flow_cancelled', { title })], suggestions: [] }],
        session: over(turn),
      };
    case 'pause': {
      const code = await reference.pauses.keep(turn.message.conversation, result.state);
      return {
        ...asking(scene, topic),
        outcome: 'cancelled_pause',
        drafts: [{ passages: [say('flow_paused', { code, title })], suggestions: [say('flow_resume')] }],
      };
    }
  }
}

/** A flow that sends nothing is at its end: all advice that applies. */
export function advise(scene: FlowScene, turn: Turn, reference: Reference): Answer {
  const { flow, state, language } = scene;
  const { title, texts } = reference.flows.text(flow.id, language);
  return {
    outcome: 'answered_advice',
    topic: flow.topics[0] ?? null,
    flow: resultOf(scene, false),
    drafts: [
      {
        passages: [
          { markdown: `### ${title}` },
          ...flow.advice
            .filter(({ when }) => holds(when, state.values))
            .map(({ text }): Passage => ({ template: texts[text] ?? '' })),
        ],
        suggestions: [say('suggest_person')],
      },
    ],
    session: over(turn),
  };
}

/** What every turn that leaves a question open has in common. */
export function asking(scene: FlowScene, topic: string | null): Omit<Answer, 'drafts'> {
  const { state } = scene;
  return {
    outcome: state.slot === confirm ? 'asked_confirm' : 'asked_slot',
    topic,
    flow: resultOf(scene, true),
    session: { flow: state, choices: [], misses: 0, told: null },
  };
}

/** The flow is over; one that was left for it is taken up again by handleTurn. */
function over({ session }: Turn): Answer['session'] {
  const [next = null, ...parked] = session.parked;
  return { flow: next, parked, choices: [], misses: 0, told: null };
}

async function tellNearby(scene: FlowScene, turn: Turn, { cases }: Reference): Promise<Passage[]> {
  const found = await cases.nearby(sameAsOf(scene), turn.message.conversation);
  return found === null ? [] : [say('flow_nearby')];
}

/** The case is written down under its reference; once this turn is in the log, it goes to its department. */
async function send(scene: FlowScene, turn: Turn, reference: Reference): Promise<Answer> {
  const { flow, state, language } = scene;
  const topic = flow.topics[0] ?? null;
  const content = caseOf(scene);
  const { reference: name, word } = await reference.cases.draft({
    walk: state.walk,
    conversation: turn.message.conversation,
    sameAs: sameAsOf(scene),
    content,
  });
  const owner = reference.library.ownerName(content.owner, language);
  const lines = linesOf(scene)
    .map((line) => `- **${line.label}:** ${line.text}`)
    .join('\n');
  return {
    outcome: 'reported_case',
    topic,
    case: { reference: name },
    flow: resultOf(scene, false),
    drafts: [
      {
        passages: [
          word === null
            ? say('flow_sent_before', { reference: name })
            : say('flow_sent', { reference: name, word, owner, lines }),
        ],
        suggestions: [],
      },
    ],
    session: over(turn),
  };
}
