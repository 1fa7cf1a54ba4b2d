import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LinearRecogniser } from '../../src/nlu/linear/linearRecogniser.ts';
import { ModelFileFault, readModel, writeModel } from '../../src/nlu/linear/modelFile.ts';
import { loadOrTrain } from '../../src/nlu/loadOrTrain.ts';
import { smallExamples, utterance } from './smallExamples.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kommunlots-model-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

/** Trains or loads, and tells whether it had to train. */
async function load(examples = smallExamples) {
  let trained = false;
  const model = await loadOrTrain(examples, join(directory, 'cache'), () => {
    trained = true;
  });
  return { model, trained };
}

describe('the model', () => {
  it('is trained once, and comes from the cache afterwards', async () => {
    const first = await load();
    const second = await load();
    expect([first.trained, second.trained]).toEqual([true, false]);
    expect(writeModel(second.model)).toEqual(writeModel(first.model));
    const asked = utterance('när öppnar biblioteket');
    expect(await new LinearRecogniser(second.model).rank(asked)).toEqual(
      await new LinearRecogniser(first.model).rank(asked),
    );
  });

  it('is trained anew when an example changes', async () => {
    await load();
    expect((await load(smallExamples.slice(1))).trained).toBe(true);
  });

  it('is trained anew when its file was cut short, and the file is mended', async () => {
    await load();
    const [name = ''] = await readdir(join(directory, 'cache'));
    const file = join(directory, 'cache', name);
    const { size } = await stat(file);
    await writeFile(file, 'KLLM');
    expect((await load()).trained).toBe(true);
    expect((await stat(file)).size).toBe(size);
  });

  it('leaves no half-written file behind', async () => {
    await Promise.all([load(), load()]);
    expect(await readdir(join(directory, 'cache'))).toHaveLength(1);
  });

  it('tells how far the training has come, up to the end', async () => {
    const told: number[] = [];
    await loadOrTrain(smallExamples, directory, (share) => told.push(share));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeCloseTo(1);
  });
});

describe('a model file', () => {
  it('is refused when it is something else, of another version, or cut short', async () => {
    const bytes = writeModel((await load()).model);
    const other = Uint8Array.from(bytes);
    other.set(new TextEncoder().encode('{"format":9'), 8);
    for (const wrong of [
      new Uint8Array(0),
      new Uint8Array(100),
      other,
      bytes.subarray(0, bytes.length - 1),
    ]) {
      expect(() => readModel(wrong)).toThrow(ModelFileFault);
    }
  });

  it('can be read from any place in memory', async () => {
    const bytes = writeModel((await load()).model);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(writeModel(readModel(shifted.subarray(3)))).toEqual(bytes);
  });
});
