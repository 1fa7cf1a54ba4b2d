import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

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

  it('names every fault of the environment at once, with what to set', () => {
    const read = () =>
      readConfig({ PORT: '99999', MONGODB_URL: 'localhost:27017', REDIS_URL: 'http://cache' });
    expect(read).toThrow(ConfigError);
    for (const fault of [
      /PORT: /,
      /MONGODB_URL: must be .* mongodb:\/\//,
      /REDIS_URL: must be .* redis:\/\//,
    ])
      expect(read).toThrow(fault);
  });

  it('takes the addresses of replica sets, clusters and secured caches', () => {
    const mongodbUrl = 'mongodb://user:word@db1:27017,db2,db3/chat?replicaSet=rs0&authSource=admin';
    expect(readConfig({ MONGODB_URL: mongodbUrl, REDIS_URL: 'rediss://:word@cache:6380/1' })).toMatchObject({
      mongodbUrl,
      redisUrl: 'rediss://:word@cache:6380/1',
    });
    expect(readConfig({ MONGODB_URL: 'mongodb+srv://cluster.example' }).mongodbUrl).not.toBeNull();
    expect(readConfig({ MONGODB_URL: '', REDIS_URL: '' })).toMatchObject({
      mongodbUrl: null,
      redisUrl: null,
    });
  });
});
