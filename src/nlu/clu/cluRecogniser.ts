import { z } from 'zod';
import type { RecognitionDetail } from '../../model.ts';
import type { Explanation, RankedLabel, Recogniser, Utterance } from '../recogniser.ts';
import { toRecognition } from '../toRecognition.ts';

/** A deployment of Azure's Conversational Language Understanding, whose intents are called as our labels. */
export interface CluSettings {
  /** Such as `https://name.cognitiveservices.azure.com`. */
  readonly endpoint: string;
  readonly key: string;
  readonly project: string;
  readonly deployment: string;
}

/** What the citizen waits for at the most, in milliseconds. */
const longestWait = 1_500;
/** After a failure nobody waits for the service again for this long, in milliseconds. */
const pauseAfterFailure = 30_000;
/** The service refuses longer texts, in UTF-16 units (Azure's data limits for CLU). */
const longestText = 500;
const apiVersion = '2023-04-01';
const mostRanked = 7;
/** The service's confidences are high also for wrong answers, so much is asked of them. */
const thresholds = { answerFrom: 0.75, askFrom: 0.35 };

/** The part of the service's answer that is read. */
const answerSchema = z.object({
  result: z.object({
    prediction: z.object({
      intents: z.array(z.object({ category: z.string(), confidenceScore: z.number().min(0).max(1) })),
    }),
  }),
});

type Asked = { readonly ranked: readonly RankedLabel[] } | { readonly failed: RecognitionDetail };

/**
 * Asks Azure's Conversational Language Understanding which label a text has: prediction only. When it does not answer
 * in 1.5 s, or not as it should, the recogniser on this machine does, and the recognition says so in its `detail`.
 * Only the redacted text is sent.
 *
 * @param known the labels that there are; other intents of the project, such as its "None", are left out
 * @param now milliseconds of a clock
 */
export class CluRecogniser implements Recogniser {
  readonly #settings: CluSettings;
  readonly #local: Recogniser;
  readonly #known: ReadonlySet<string>;
  readonly #now: () => number;
  #askAgainAt = Number.NEGATIVE_INFINITY;

  constructor(settings: CluSettings, local: Recogniser, known: Iterable<string>, now: () => number) {
    this.#settings = settings;
    this.#local = local;
    this.#known = new Set(known);
    this.#now = now;
  }

  async recognise(utterance: Utterance) {
    const asked = await this.#ask(utterance);
    if ('failed' in asked) return { ...(await this.#local.recognise(utterance)), detail: asked.failed };
    return { ...toRecognition(asked.ranked, thresholds), detail: 'clu' as const };
  }

  async rank(utterance: Utterance) {
    const asked = await this.#ask(utterance);
    return 'failed' in asked ? this.#local.rank(utterance) : asked.ranked;
  }

  /** The service does not say what decided: its order, with the confidences. */
  async explain(utterance: Utterance): Promise<readonly Explanation[]> {
    const asked = await this.#ask(utterance);
    if ('failed' in asked) return this.#local.explain(utterance);
    return asked.ranked.slice(0, 3).map(({ label, confidence }) => ({
      topic: label,
      evidence: [{ feature: 'CLU', weight: confidence }],
      nearest: null,
    }));
  }

  async #ask({ redacted, language }: Utterance): Promise<Asked> {
    if (this.#now() < this.#askAgainAt) return { failed: 'clu_paused' };
    const { endpoint, key, project, deployment } = this.#settings;
    const url = new URL(`/language/:analyze-conversations?api-version=${apiVersion}`, endpoint);
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(longestWait),
        headers: { 'Content-Type': 'application/json', 'Ocp-Apim-Subscription-Key': key },
        body: JSON.stringify({
          kind: 'Conversation',
          analysisInput: {
            conversationItem: {
              id: '1',
              participantId: '1',
              modality: 'text',
              language: language.split('-')[0],
              text: redacted.slice(0, longestText),
            },
          },
          parameters: { projectName: project, deploymentName: deployment },
        }),
      });
      if (!response.ok) return this.#fail('clu_failed');
      const { result } = answerSchema.parse(await response.json());
      return { ranked: this.#rankKnown(result.prediction.intents) };
    } catch (error) {
      return this.#fail(
        error instanceof DOMException && error.name === 'TimeoutError' ? 'clu_late' : 'clu_failed',
      );
    }
  }

  #fail(failed: RecognitionDetail): Asked {
    this.#askAgainAt = this.#now() + pauseAfterFailure;
    return { failed };
  }

  #rankKnown(intents: readonly { category: string; confidenceScore: number }[]): readonly RankedLabel[] {
    return intents
      .filter(({ category }) => this.#known.has(category))
      .map(({ category, confidenceScore }) => ({ label: category, confidence: confidenceScore }))
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, mostRanked);
  }
}
