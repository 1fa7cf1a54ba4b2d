import { pauseCodeIn } from '../../cases/reference.ts';
import { carryOver } from '../../flows/walk.ts';
import { say } from '../../replies/renderer.ts';
import { composeAsk } from '../flows/composeFlow.ts';
import type { Step } from '../step.ts';
import { asking } from './continueFlow.ts';

/** The code of a flow that was left on another device: it goes on here, where it was. */
export const resumeFlow: Step = async (turn, reference) => {
  const { message, language, session, at } = turn;
  const code = message.kind === 'text' ? pauseCodeIn(message.text) : null;
  if (code === null) return null;
  const kept = await reference.pauses.find(code);
  const flow = kept === null ? null : reference.flows.flow(kept.flow);
  if (kept === null || flow === null) {
    return {
      outcome: 'refused_case',
      topic: null,
      drafts: [{ passages: [say('flow_code_unknown')], suggestions: [say('suggest_person')] }],
      session: {},
    };
  }
  const state = { ...carryOver(flow, kept), at: at.toISOString() };
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
      parked:
        isOther && session.flow !== null ? [session.flow, ...session.parked].slice(0, 3) : session.parked,
    },
  };
};
