/** What the load uses of NLP.js's own bot, which has no types. */

declare module '@nlpjs/core' {
  export interface Container {
    register(name: string, instance: unknown, isSingleton?: boolean): void;
  }
}

declare module '@nlpjs/nlp' {
  export class Nlp {
    constructor(settings: {
      readonly container: unknown;
      readonly languages: readonly string[];
      readonly autoSave: boolean;
      readonly nlu: { readonly log: boolean };
    });
    addDocument(locale: string, utterance: string, intent: string): void;
    addAnswer(locale: string, intent: string, answer: string): void;
    train(): Promise<unknown>;
  }
}

declare module '@nlpjs/directline-connector' {
  export class DirectlineConnector {
    constructor(settings: { readonly container: unknown; readonly log: boolean });
    start(): void;
  }
}
