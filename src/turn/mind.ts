import type { Alert } from '../alerts/alert.ts';
import type { Receivers } from '../cases/receivers.ts';
import type { Gazetteer } from '../flows/gazetteer.ts';
import type { Language } from '../model.ts';
import type { RetentionClass } from '../privacy/retention.ts';
import type { Renderer } from '../replies/renderer.ts';
import type { Senses } from './hear.ts';
import type { Reference } from './step.ts';

/**
 * Everything of a turn that is made from content: how it hears, what it knows, how it says it. When content is loaded
 * anew a mind is replaced as a whole, and a turn keeps the one that it began with.
 */
export interface Mind {
  readonly senses: Senses;
  readonly reference: Reference;
  readonly renderer: Renderer;
  /** ISO time at which what is written now may be disposed of. */
  readonly expiry: (of: RetentionClass, now: Date) => string;
  /** The decision that retention rests on. */
  readonly retentionDecision: string;
  /** Days for which a conversation is kept, as the greeting says. */
  readonly keptDays: number;
  /** Topics offered as first buttons, as their titles in a language. */
  readonly firstTopics: (language: Language) => readonly string[];
  /** What every chat must show, each at its time. */
  readonly alerts: readonly Alert[];
  /** Names of places. */
  readonly gazetteer: Gazetteer;
  /** How cases reach their departments. */
  readonly receivers: Receivers;
}
