/** What we use of NLP.js, which has no types of its own. */

declare module '@nlpjs/core' {
  export interface Container {
    use(plugin: unknown): void;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module '@nlpjs/nlu' {
  export interface Classification {
    readonly intent: string;
    /** 0 to 1. */
    readonly score: number;
  }
  export interface Weight {
    readonly token: string;
    readonly weight?: number;
  }
  /** The network of one language. */
  export class NluNeural {
    constructor(settings: { readonly locale: string; readonly container: unknown; readonly log: boolean });
    /** What it keeps of texts that it was asked of. */
    cache?: unknown;
    train(corpus: readonly { readonly utterance: string; readonly intent: string }[]): Promise<void>;
    process(
      utterance: string,
      settings?: { readonly returnExplanation?: boolean },
    ): Promise<{
      readonly classifications: readonly Classification[];
      readonly explanation?: readonly Weight[];
    }>;
    toJSON(): object;
    fromJSON(json: object): void;
  }
}

declare module '@nlpjs/lang-sv' {
  export const LangSv: unknown;
}
declare module '@nlpjs/lang-fi' {
  export const LangFi: unknown;
}
declare module '@nlpjs/lang-en' {
  export const LangEn: unknown;
}
declare module '@nlpjs/lang-ar' {
  export const LangAr: unknown;
}
