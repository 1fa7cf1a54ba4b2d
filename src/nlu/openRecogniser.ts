import { join } from 'node:path';
import { cachedFile } from '../cachedFile.ts';
import { CluRecogniser, type CluSettings } from './clu/cluRecogniser.ts';
import type { Concept } from './linear/findConcepts.ts';
import { LinearRecogniser } from './linear/linearRecogniser.ts';
import { keyOf, loadOrTrain } from './loadOrTrain.ts';
import type { Example, Recogniser } from './recogniser.ts';

/** Which recogniser a deployment chose. */
export type RecogniserChoice =
  | { readonly kind: 'linear' }
  | { readonly kind: 'nlpjs' }
  | { readonly kind: 'clu'; readonly settings: CluSettings };

/** What recognisers are made of. */
export interface Teaching {
  readonly examples: readonly Example[];
  readonly concepts: readonly Concept[];
  readonly cacheDirectory: string;
  /** Told 0 to 1 while training. */
  readonly progress: (share: number) => void;
  /** Milliseconds of a clock. */
  readonly now: () => number;
}

/**
 * The recogniser of a deployment's choice, trained or loaded from the cache. `clu` has the linear one beside it, for
 * when Azure does not answer.
 *
 * @throws what the file system throws when the cache cannot be written
 */
export async function openRecogniser(choice: RecogniserChoice, teaching: Teaching): Promise<Recogniser> {
  const { examples, concepts, cacheDirectory, progress } = teaching;
  if (choice.kind === 'nlpjs') return openNlpjs(teaching);
  const linear = new LinearRecogniser(
    await loadOrTrain(examples, cacheDirectory, progress, concepts),
    examples,
  );
  if (choice.kind === 'linear') return linear;
  const labels = new Set(examples.flatMap(({ label }) => label ?? []));
  return new CluRecogniser(choice.settings, linear, labels, teaching.now);
}

async function openNlpjs({ examples, cacheDirectory, progress }: Teaching): Promise<Recogniser> {
  // Loaded by whom it was chosen: it takes a while.
  const { networksFromJson, networksToJson, trainNetworks } = await import('./nlpjs/networks.ts');
  const { NlpjsRecogniser } = await import('./nlpjs/nlpjsRecogniser.ts');
  const file = join(cacheDirectory, `nlpjs-${keyOf(examples, ['nlpjs 4'])}.json`);
  const form = { read: (bytes: Buffer) => networksFromJson(bytes.toString()), write: networksToJson };
  return new NlpjsRecogniser(await cachedFile(file, form, () => trainNetworks(examples, progress)));
}
