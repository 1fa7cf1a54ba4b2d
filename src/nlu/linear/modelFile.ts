import type { LinearModel } from './linearModel.ts';
import { Vocabulary } from './vocabulary.ts';

/** Raised whenever the form of the file or the meaning of a number in it changes. */
export const modelFormat = 3;

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
  readonly labels: LinearModel['planes']['labels'];
  readonly concepts: LinearModel['planes']['concepts'];
  readonly calibration: LinearModel['calibration'];
  readonly features: number;
}

/** The model as bytes: a mark, the head's length, the head as JSON, then hashes, rarity, scales, biases and weights. */
export function writeModel(model: LinearModel): Uint8Array {
  const { planes, calibration } = model;
  const { labels, vocabulary, concepts } = planes;
  const head: Head = { format: modelFormat, labels, concepts, calibration, features: vocabulary.size };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const arrays = [vocabulary.hashes, vocabulary.rarity, planes.scales, planes.biases, planes.weights];
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
 * The model from bytes that `writeModel` made on a machine of the same byte order.
 *
 * @throws ModelFileFault when the bytes are something else, of another format, or cut short
 */
export function readModel(given: Uint8Array): LinearModel {
  // A buffer from the file system may lie anywhere in a shared pool; the arrays need an aligned start.
  const bytes = given.byteOffset % alignment === 0 ? given : Uint8Array.from(given);
  const head = readHead(bytes);
  let at = align(8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true));
  const take = (length: number): { buffer: ArrayBufferLike; offset: number } => {
    const start = align(at);
    if (start + length > bytes.length) throw new ModelFileFault('The model file is cut short.');
    at = start + length;
    return { buffer: bytes.buffer, offset: bytes.byteOffset + start };
  };
  const count = head.labels.length;
  const floats = (length: number): Float32Array => {
    const { buffer, offset } = take(length * 4);
    return new Float32Array(buffer, offset, length);
  };
  const hashesAt = take(head.features * 4);
  const hashes = new Uint32Array(hashesAt.buffer, hashesAt.offset, head.features);
  const rarity = floats(head.features);
  const scales = floats(count);
  const biases = floats(count);
  const weightsAt = take(head.features * count * 2);
  const weights = new Int16Array(weightsAt.buffer, weightsAt.offset, head.features * count);
  return {
    planes: {
      labels: head.labels,
      vocabulary: new Vocabulary(hashes, rarity),
      concepts: head.concepts,
      weights,
      scales,
      biases,
    },
    calibration: head.calibration,
  };
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
