import { pauseCodeIn } from '../../cases/reference.ts';
import type { FlowState } from '../../flowState.ts';
import { carryOver } from '../../flows/walk.ts';
import { say } from '../../replies/renderer.ts';
import { composeAsk } from '../flows/composeFlow.ts';
import { parkedWith } from '../flows/waiting.ts';
import type { Reference, Step } from '../step.ts';
import { asking } from './continueFlow.ts';

/** After so many wrong codes a conversation is told nothing more: who guesses begins anew each time. */
const mostWrong = 5;

/** The code of a flow that was left on another device: it goes on here, where it was. */
export const resumeFlow: Step = async (turn, reference) => {
  const { message, language, session, at } = turn;
  const code = message.kind === 'text' ? pauseCodeIn(message.text) : null;
  if (code === null) return null;
  const kept = session.wrongCodes < mostWrong ? await reference.pauses.find(code) : null;
  const flow = kept === null ? null : reference.flows.flow(kept.state.flow);
  if (kept === null || flow === null) {
    // In a flow it may be an answer that looks like one.
    if (session.flow !== null) return null;
    return {
      outcome: 'refused_case',
      topic: null,
      drafts: [{ passages: [say('flow_code_unknown')], suggestions: [say('suggest_person')] }],
      session: { wrongCodes: session.wrongCodes + 1 },
    };
  }
  const carried = carryOver(flow, { ...kept.state, at: at.toISOString() });
  const state = await withPictures(carried, kept.conversation, message.conversation, reference);
  const scene = { flow, state, language, reference };
  const answer = asking(scene, flow.topics[0] ?? null);
  const asked = { kind: 'ask', state, heard: [], notices: [], boundary: null } as const;
  const { title } = reference.flows.text(flow.id, language);
  const isOther = session.flow !== null && session.flow.walk !== state.walk;
  return {
    ...answer,
    drafts: [composeAsk(scene, asked, { before: [say('flow_resumed', { title })] })],
    session: {
      ...answer.session,
      parked: isOther ? parkedWith(session) : session.parked,
    },
  };
};

/** Pictures belong to a conversation: they come along. */
async function withPictures(
  state: FlowState,
  from: string,
  to: string,
  { adoptPictures }: Reference,
): Promise<FlowState> {
  const values = { ...state.values };
  for (const [slot, value] of Object.entries(values)) {
    if (value.type !== 'photo') continue;
    const ids = await adoptPictures(from, to, value.ids);
    if (ids.length > 0) values[slot] = { type: 'photo', ids };
    else delete values[slot];
  }
  return { ...state, values };
}
