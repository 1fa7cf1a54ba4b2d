import { type Candidate, type Recognition, type Smalltalk, smalltalkKinds } from '../model.ts';
import type { RankedLabel } from './recogniser.ts';

/** How much confidence each band asks for. */
export interface Thresholds {
  /** From this confidence on the best label is answered. */
  readonly answerFrom: number;
  /** From this confidence on we ask which of the best labels is meant; below we admit that we do not know. */
  readonly askFrom: number;
}

const smalltalkMark = 'smalltalk/';
const mostAlternatives = 5;

/** Labels, best first, as what the turn needs to know: topics and small talk apart, in one of three bands. */
export function toRecognition(ranked: readonly RankedLabel[], thresholds: Thresholds): Recognition {
  const confidence = ranked[0]?.confidence ?? 0;
  const topics: readonly Candidate[] = ranked
    .filter(({ label }) => !label.startsWith(smalltalkMark))
    .map(({ label, confidence }) => ({ topic: label, confidence }));
  const smalltalk = smalltalkOf(ranked[0]?.label ?? '');
  if (smalltalk !== null && confidence >= thresholds.answerFrom) {
    return { ...withoutTopic(topics), band: 'answer', smalltalk };
  }
  const [first, ...others] = topics;
  if (first === undefined || confidence < thresholds.askFrom) {
    return { ...withoutTopic(topics), band: 'admit', smalltalk: null };
  }
  return {
    band: first.confidence >= thresholds.answerFrom ? 'answer' : 'ask',
    topic: first.topic,
    confidence: first.confidence,
    alternatives: others.slice(0, mostAlternatives),
    smalltalk: null,
  };
}

function withoutTopic(topics: readonly Candidate[]) {
  return { topic: null, confidence: 0, alternatives: topics.slice(0, mostAlternatives) };
}

function smalltalkOf(label: string): Smalltalk | null {
  return smalltalkKinds.find((kind) => label === smalltalkMark + kind) ?? null;
}
