import type { FlowState } from '../../flowState.ts';
import type { Advance } from '../../flows/advance.ts';
import type { Flow, FlowText, Slot } from '../../flows/flow.ts';
import { confirm } from '../../flows/state.ts';
import { applicableValues, holds, progressOf, shortValue } from '../../flows/walk.ts';
import type { FlowResult, Language } from '../../model.ts';
import { type Draft, type Passage, say } from '../../replies/renderer.ts';
import type { TextKey } from '../../replies/texts.ts';
import type { Reference } from '../step.ts';
import { type WordText, wordValue } from './wordValue.ts';

/** A question's place in a flow, with everything that puts it into words. */
export interface FlowScene {
  readonly flow: Flow;
  readonly state: FlowState;
  readonly language: Language;
  readonly reference: Reference;
}

type Asked = Extract<Advance, { kind: 'ask' }>;

interface AskOptions {
  /** The flow begins with it. */
  readonly started?: boolean;
  /** The slot that was asked before: its answer need not be said back. */
  readonly asked?: string;
  readonly before?: readonly Passage[];
}

/** What is said when a flow asks: what was heard, what must be said now, then the one question. */
export function composeAsk(scene: FlowScene, asked: Asked, options: AskOptions = {}): Draft {
  const { flow, language, reference } = scene;
  const text = reference.flows.text(flow.id, language);
  return withQuestion(scene, [
    ...(options.started === true ? introOf(flow, text) : []),
    ...(options.before ?? []),
    ...heardOf(scene, asked, options.asked),
    ...problemOf(asked, scene),
    ...asked.notices.map((name): Passage => ({ template: text.texts[name] ?? '' })),
    ...(asked.boundary === null ? [] : ownerOf(asked.boundary, scene)),
  ]);
}

/** The question again, after something else was said. */
export function composeQuestion(scene: FlowScene): Draft {
  return withQuestion(scene, []);
}

function introOf(flow: Flow, { title, intro }: FlowText): Passage[] {
  return [
    { markdown: `### ${title}` },
    { template: intro },
    ...(flow.personal ? [say('flow_protected_notice')] : []),
  ];
}

/** Facts that were understood and not just answered are said back, so that a mistake is seen at once. */
function heardOf(scene: FlowScene, { heard }: Asked, asked: string | undefined): Passage[] {
  if (scene.state.slot === confirm) return [];
  const lines = linesOf(scene).filter(
    ({ slot, isTold }) => heard.includes(slot) && slot !== asked && !isTold,
  );
  if (lines.length === 0) return [];
  return [say('flow_heard', { facts: lines.map(({ text }) => `**${text}**`).join(' · ') })];
}

function problemOf({ problem, again }: Asked, { flow, state, language, reference }: FlowScene): Passage[] {
  if (problem !== undefined) {
    return problem.id === 'place_outside' && problem.detail === ''
      ? [say('flow_problem_place_beyond')]
      : [say(`flow_problem_${problem.id}`, { detail: problem.detail })];
  }
  const text = state.slot === confirm ? null : reference.flows.text(flow.id, language).slots[state.slot];
  switch (again) {
    case 'why':
      return [text === null || text === undefined ? say('flow_why_confirm') : { template: text.why }];
    case 'help':
      return [say('flow_moves')];
    case 'unclear':
      return [say(state.misses > 1 && state.slot !== confirm ? 'flow_unclear_again' : 'flow_unclear')];
    case 'first':
      return [say('flow_first')];
    case 'whichChange':
      return [say('flow_which_change')];
    case 'required':
      return [say('flow_required')];
    default:
      return [];
  }
}

/** Whose matter it is and how they are reached. */
export function ownerOf(
  id: string,
  { language, reference }: Pick<FlowScene, 'language' | 'reference'>,
): Passage[] {
  const owner = reference.library.owner(id);
  if (owner === null) return [];
  const written = language === 'sv-simple' ? 'sv' : language;
  const ways = owner.ways.map((way) => `- ${reference.library.way(way)}`).join('\n');
  return [
    say('flow_owner', { name: owner.name[written], does: owner.does[written] }),
    ...(ways === '' ? [] : [{ template: ways }]),
  ];
}

function withQuestion(scene: FlowScene, before: readonly Passage[]): Draft {
  const { flow, state, language, reference } = scene;
  if (state.slot === confirm) return composeConfirm(scene, before);
  const text = reference.flows.text(flow.id, language).slots[state.slot];
  const slot = flow.slots.find(({ id }) => id === state.slot);
  if (text === undefined || slot === undefined) throw new Error(`${flow.id} has no words for ${state.slot}`);
  const { step, steps } = progressOf(flow, state);
  return {
    passages: [
      ...before,
      say('flow_step', { step: String(step), steps: String(steps) }),
      { template: `### ${text.ask}` },
      ...(text.help === '' ? [] : [{ template: text.help }]),
    ],
    suggestions: [
      ...answersTo(slot, text.choices),
      ...(slot.optional ? [say('flow_skip')] : []),
      ...(flow.personal && state.answered.length === 0 ? [say('flow_protected')] : []),
      say('flow_why'),
      ...(state.answered.length > 0 ? [say('flow_back')] : []),
      say('flow_cancel'),
    ],
  };
}

function answersTo(slot: Slot, choices: FlowText['slots'][string]['choices']): Passage[] {
  if (slot.type === 'yesNo') return [say('flow_yes'), say('flow_no')];
  if (slot.type !== 'choice' && slot.type !== 'choices') return [];
  return slot.choices.map((id) => ({ markdown: choices[id]?.label ?? id }));
}

function composeConfirm(scene: FlowScene, before: readonly Passage[]): Draft {
  const { flow, reference, language } = scene;
  const lines = linesOf(scene);
  return {
    passages: [
      ...before,
      say('flow_confirm', {
        lines: lines.map(({ label, text }) => `- **${label}:** ${text}`).join('\n'),
        owner: reference.library.ownerName(receiverOf(scene), language),
      }),
    ],
    suggestions: [
      say('flow_send'),
      ...lines.map(({ label }) => say('flow_change', { name: label })),
      ...(flow.personal ? [say('flow_protected')] : []),
      say('flow_pause'),
      say('flow_cancel'),
    ],
  };
}

/** Whom a case goes to: its flow's department, or whoever it belongs to, where the citizen wants it passed on. */
export function receiverOf({ flow, state }: Pick<FlowScene, 'flow' | 'state'>): string {
  const passed = flow.boundaries.find(({ when, passOn }) => {
    const consent = passOn === undefined ? undefined : state.values[passOn];
    return holds(when, state.values) && consent?.type === 'yesNo' && consent.yes;
  });
  return passed?.owner ?? flow.sends?.owner ?? '';
}

export interface Line {
  readonly slot: string;
  readonly label: string;
  /** Markdown. */
  readonly text: string;
  /** The citizen's own words: they need not be said back at once. */
  readonly isTold: boolean;
}

/** Everything that counts of what was answered, in the flow's order and a language's words. */
export function linesOf({ flow, state, language, reference }: FlowScene): Line[] {
  const text = reference.flows.text(flow.id, language);
  const word: WordText = (key, parameters = {}) => reference.word(key, parameters, language);
  return applicableValues(flow, state.values).map(([slot, value]) => {
    const words = text.slots[slot.id];
    if (words === undefined) throw new Error(`${flow.id} has no words for ${slot.id}`);
    return {
      slot: slot.id,
      label: words.name,
      text: wordValue(value, slot, words, language, word),
      isTold: slot.type === 'text' && slot.told,
    };
  });
}

/** A flow for `channelData`. */
export function resultOf({ flow, state, language, reference }: FlowScene, isRunning: boolean): FlowResult {
  const held = {
    id: flow.id,
    slot: state.slot,
    filled: Object.fromEntries(
      applicableValues(flow, state.values).map(([slot, value]) => [slot.id, shortValue(value)]),
    ),
  };
  if (!isRunning) return held;
  const { step, steps } = progressOf(flow, state);
  const word = (key: TextKey, parameters = {}) => reference.word(key, parameters, language);
  return {
    ...held,
    progress: {
      title: reference.flows.text(flow.id, language).title,
      step,
      steps,
      asks: flow.slots.find(({ id }) => id === state.slot)?.type ?? confirm,
      words: {
        step: word('flow_step', { step: String(step), steps: String(steps) }).replaceAll('*', ''),
        back: state.answered.length > 0 && state.slot !== confirm ? word('flow_back') : null,
        cancel: word('flow_cancel'),
        write: word('flow_write'),
      },
    },
  };
}
