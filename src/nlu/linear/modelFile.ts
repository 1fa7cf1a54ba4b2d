import type { Classifier, LinearModel } from './linearModel.ts';
import { Vocabulary } from './vocabulary.ts';

/** Raised whenever the form of the file or the meaning of a number in it changes. */
export const modelFormat = 6;

const magic = 'KLLM';
/** Typed arrays begin at multiples of this, so that they can be read where they stand. */
const alignment = 8;

/** The file is not a model of this version; whoever reads it trains anew. */
export class ModelFileFault extends Error {
  override readonly name = 'ModelFileFault';
}

/** The part of the file that is JSON; the arrays follow it. */
interface Head {
  readonly format: number;
  readonly labels: Classifier['labels'];
  readonly concepts: Classifier['concepts'];
  /** What its owner keeps beside the classifier: plain data. */
  readonly beside: unknown;
  readonly features: number;
  /** How many units the hidden layer has. */
  readonly units: number;
}

export function writeModel({ classifier, calibration }: LinearModel): Uint8Array {
  return writeClassifier(classifier, calibration);
}

/** @throws ModelFileFault as {@link readClassifier} does */
export function readModel(bytes: Uint8Array): LinearModel {
  const { classifier, beside } = readClassifier(bytes);
  // Written by writeModel: the format's number vouches for it.
  return { classifier, calibration: beside as LinearModel['calibration'] };
}

/**
 * A classifier as bytes: a mark, the head's length, the head as JSON, then the arrays in the order of
 * `readClassifier`.
 */
export function writeClassifier(classifier: Classifier, beside: unknown): Uint8Array {
  const { labels, concepts, planes, hidden } = classifier;
  const head: Head = {
    format: modelFormat,
    labels,
    concepts,
    beside,
    features: planes.vocabulary.size,
    units: hidden.innerBiases.length,
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const arrays = [
    planes.vocabulary.hashes,
    planes.vocabulary.rarity,
    planes.scales,
    planes.biases,
    planes.weights,
    hidden.inner,
    hidden.innerScales,
    hidden.innerBiases,
    hidden.outer,
    hidden.outerBiases,
  ];
  const from = align(8 + headBytes.length);
  const bytes = new Uint8Array(arrays.reduce((at, array) => align(at) + array.byteLength, from));
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(4, headBytes.length, true);
  bytes.set(headBytes, 8);
  let at = from;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at = align(at + array.byteLength);
  }
  return bytes;
}

/**
 * The classifier from bytes that `writeClassifier` made on a machine of the same byte order.
 *
 * @throws ModelFileFault when the bytes are something else, of another format, or cut short
 */
export function readClassifier(given: Uint8Array): { classifier: Classifier; beside: unknown } {
  // A buffer from the file system may lie anywhere in a shared pool; the arrays need an aligned start.
  const bytes = given.byteOffset % alignment === 0 ? given : Uint8Array.from(given);
  const { labels, concepts, beside, features, units } = readHead(bytes);
  let at = align(8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true));
  const take = (length: number): [ArrayBufferLike, number] => {
    const start = align(at);
    if (start + length > bytes.length) throw new ModelFileFault('The model file is cut short.');
    at = start + length;
    return [bytes.buffer, bytes.byteOffset + start];
  };
  const floats = (length: number): Float32Array => new Float32Array(...take(length * 4), length);
  const small = (length: number): Int8Array => new Int8Array(...take(length), length);
  const hashes = new Uint32Array(...take(features * 4), features);
  const vocabulary = new Vocabulary(hashes, floats(features));
  const [scales, biases] = [floats(labels.length), floats(labels.length)];
  const planes = { vocabulary, scales, biases, weights: small(features * labels.length) };
  const inner = small(features * units);
  const [innerScales, innerBiases] = [floats(units), floats(units)];
  const hidden = {
    inner,
    innerScales,
    innerBiases,
    outer: floats(labels.length * units),
    outerBiases: floats(labels.length),
  };
  return { classifier: { labels, concepts, planes, hidden }, beside };
}

function readHead(bytes: Uint8Array): Head {
  if (bytes.length < 8 || new TextDecoder().decode(bytes.subarray(0, 4)) !== magic) {
    throw new ModelFileFault('The file is not a model.');
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  let head: Head;
  try {
    head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Head;
  } catch (cause) {
    throw new ModelFileFault('The model file’s head cannot be read.', { cause });
  }
  if (head.format !== modelFormat) throw new ModelFileFault('The model file is of another version.');
  return head;
}

function align(at: number): number {
  return Math.ceil(at / alignment) * alignment;
}
