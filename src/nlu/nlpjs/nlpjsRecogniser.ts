import type { NluNeural } from '@nlpjs/nlu';
import { exampleLanguages, type Recognition } from '../../model.ts';
import type { Explanation, RankedLabel, Recogniser, Utterance } from '../recogniser.ts';
import { toRecognition } from '../toRecognition.ts';
import { forget, type Networks } from './networks.ts';

/** NLP.js's own threshold, and half of it. */
const thresholds = { answerFrom: 0.5, askFrom: 0.25 };
/** Its time grows with the text, and nobody names a matter later. */
const longestText = 2_000;
const mostRanked = 7;
const mostExplained = 3;
const mostEvidence = 8;

/** NLP.js's neural networks, one a language, as a recogniser: to compare with, and to choose. */
export class NlpjsRecogniser implements Recogniser {
  readonly #networks: Networks;

  constructor(networks: Networks) {
    this.#networks = networks;
  }

  async recognise(utterance: Utterance): Promise<Recognition> {
    return toRecognition(await this.rank(utterance), thresholds);
  }

  async rank({ text, language }: Utterance): Promise<readonly RankedLabel[]> {
    const network = this.#networkFor(language);
    if (network === undefined) return [];
    const { classifications } = await ask(network, text);
    return classifications
      .filter(({ intent, score }) => intent !== 'None' && score > 0)
      .slice(0, mostRanked)
      .map(({ intent, score }) => ({ label: intent, confidence: score }));
  }

  /** NLP.js tells the weights of its best label only. */
  async explain(utterance: Utterance): Promise<readonly Explanation[]> {
    const network = this.#networkFor(utterance.language);
    if (network === undefined) return [];
    const { explanation = [] } = await ask(network, utterance.text);
    const evidence = explanation
      .map(({ token, weight = 0 }) => ({ feature: token, weight }))
      .filter(({ feature, weight }) => feature !== '' && weight !== 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, mostEvidence);
    const ranked = await this.rank(utterance);
    return ranked
      .slice(0, mostExplained)
      .map(({ label }, at) => ({ topic: label, evidence: at === 0 ? evidence : [], nearest: null }));
  }

  /** The network of the text's language; for a language without one, that of the first language which has. */
  #networkFor(language: string): NluNeural | undefined {
    const own = exampleLanguages.find((example) => example === language.split('-')[0]);
    return (own && this.#networks.get(own)) ?? [...this.#networks.values()][0];
  }
}

async function ask(network: NluNeural, text: string) {
  const result = await network.process(text.slice(0, longestText), { returnExplanation: true });
  forget(network);
  return result;
}
