import { containerBootstrap } from '@nlpjs/core';
import { LangAr } from '@nlpjs/lang-ar';
import { LangEn } from '@nlpjs/lang-en';
import { LangFi } from '@nlpjs/lang-fi';
import { LangSv } from '@nlpjs/lang-sv';
import { NluNeural } from '@nlpjs/nlu';
import { type ExampleLanguage, exampleLanguages } from '../../model.ts';
import type { Example } from '../recogniser.ts';

/** NLP.js keeps one network for each language. */
export type Networks = ReadonlyMap<ExampleLanguage, NluNeural>;

/** NLP.js's own name for what is out of scope. */
const none = 'None';
const plugins = { sv: LangSv, fi: LangFi, en: LangEn, ar: LangAr };

/** Trains the network of each language that there are examples in, with NLP.js's own settings. Takes minutes. */
export async function trainNetworks(
  examples: readonly Example[],
  progress: (share: number) => void,
): Promise<Networks> {
  const networks = new Map<ExampleLanguage, NluNeural>();
  let done = 0;
  for (const language of exampleLanguages) {
    const own = examples.filter((example) => example.language === language);
    if (own.length > 0) {
      const network = await createNetwork(language);
      await network.train(own.map(({ text, label }) => ({ utterance: text, intent: label ?? none })));
      forget(network);
      networks.set(language, network);
    }
    done += own.length;
    progress(done / examples.length);
  }
  return networks;
}

/** NLP.js keeps every text that it was given for an hour. */
export function forget(network: NluNeural): void {
  delete network.cache;
}

export function networksToJson(networks: Networks): string {
  return JSON.stringify(
    Object.fromEntries([...networks].map(([language, network]) => [language, network.toJSON()])),
  );
}

/** The networks from what `networksToJson` wrote. */
export async function networksFromJson(json: string): Promise<Networks> {
  const kept = JSON.parse(json) as Partial<Record<ExampleLanguage, object>>;
  const networks = new Map<ExampleLanguage, NluNeural>();
  for (const [language, state] of Object.entries(kept) as [ExampleLanguage, object][]) {
    const network = await createNetwork(language);
    network.fromJSON(state);
    networks.set(language, network);
  }
  return networks;
}

async function createNetwork(language: ExampleLanguage): Promise<NluNeural> {
  const container = await containerBootstrap();
  container.use(plugins[language]);
  return new NluNeural({ locale: language, container, log: false });
}
