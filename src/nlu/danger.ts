import { createDangerScorer, type DangerModel } from './danger/dangerModel.ts';
import { createRuleFinder } from './danger/findByRules.ts';
import type { DangerKind, DangerRules } from './dangerRules.ts';

/** Somebody may be in danger now. */
export interface Danger {
  readonly kind: DangerKind | 'any';
  /** `sure` is warned of; at `possible` the question is answered with 112 in sight. */
  readonly certainty: 'sure' | 'possible';
}

export type FindDanger = (text: string) => Danger | null;

/**
 * The ear that hears danger to life now, whatever the text's language and topic. Rules know wordings that somebody
 * thought of, a model knows what is like them; either is enough for a warning.
 *
 * The function is pure, never fails, and takes well under a millisecond for what people usually write. To make it
 * takes some tens of milliseconds: do it once.
 */
export function createDangerFinder(rules: DangerRules, model: DangerModel): FindDanger {
  const findByRules = createRuleFinder(rules);
  const score = createDangerScorer(model.classifier);
  return (text) => {
    const ruled = findByRules(text);
    if (ruled !== null) return { kind: ruled, certainty: 'sure' };
    const heard = score(text);
    if (heard.score >= model.warnFrom) return { kind: heard.kind, certainty: 'sure' };
    return heard.score >= model.noteFrom ? { kind: heard.kind, certainty: 'possible' } : null;
  };
}
