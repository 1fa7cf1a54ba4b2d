import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('the configuration', () => {
  it('has a default for everything, on this machine alone', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3978, recogniser: { kind: 'linear' } });
  });

  it('lists all that Azure’s recogniser needs, at once', () => {
    const wrong = () => readConfig({ RECOGNISER: 'clu', CLU_PROJECT: 'malmo' });
    for (const missing of ['CLU_ENDPOINT', 'CLU_KEY', 'CLU_DEPLOYMENT']) expect(wrong).toThrow(missing);
    expect(wrong).not.toThrow('CLU_PROJECT');
  });

  it('names a recogniser that there is not, with those that there are', () => {
    expect(() => readConfig({ RECOGNISER: 'gpt' })).toThrow(/RECOGNISER.*linear.*nlpjs.*clu/u);
  });

  it('never shows a secret in what it says', () => {
    const environment = {
      RECOGNISER: 'clu',
      CLU_KEY: 'very-secret',
      CLU_ENDPOINT: 'x',
      TOKEN_KEY: 'too-short',
    };
    expect(() => readConfig(environment)).toThrow('CLU_ENDPOINT');
    expect(() => readConfig(environment)).not.toThrow(/very-secret|too-short/u);
  });
});
