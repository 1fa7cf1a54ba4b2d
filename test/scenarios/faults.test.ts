import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { begin, call, poll, post } from '../support/directLineClient.ts';
import { newStore } from '../support/newStore.ts';
import { startServerProcess } from '../support/serverProcess.ts';
import { startService, stoppedClock } from '../support/service.ts';

const hour = 3_600_000;
const run = promisify(execFile);

/** What a process may write to one file, in bytes: a disk that is full for this process alone. */
async function limitFileSize(pid: number, bytes: number | 'unlimited'): Promise<void> {
  await run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

describe.runIf(inject('mongoUrl') === undefined && process.platform === 'linux')(
  'a disk that is full',
  () => {
    it('is told as such, loses nothing that was acknowledged, and is over when there is room again', async () => {
      const store = await newStore();
      const server = await startServerProcess({ ...store.environment, LOG_LEVEL: 'silent' });
      try {
        const started = await begin(server.url);
        await post(server.url, started, 'hej');
        const { size } = await stat(join(store.dataDir, 'kommunlots.sqlite-wal'));
        await limitFileSize(server.pid, size);
        const refused = await post(server.url, started, 'tack', 'the message of a full disk');
        expect(refused).toMatchObject({ status: 503, json: { error: { code: 'ServiceUnavailable' } } });
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
        expect((await poll(server.url, started)).activities).toHaveLength(3);

        await limitFileSize(server.pid, 'unlimited');
        expect((await post(server.url, started, 'tack', 'the message of a full disk')).status).toBe(200);
        const { activities } = await poll(server.url, started);
        expect(activities.filter(({ text }) => text === 'tack')).toHaveLength(1);
      } finally {
        await server.stop();
        await store.remove();
      }
    });
  },
);

describe('a clock that is wrong', () => {
  it('by an hour, forth and back, mixes up no conversation and locks nobody out', async () => {
    const { clock, forward } = stoppedClock();
    const service = await startService({}, { clock });
    try {
      const before = await begin(service.url, { resumable: true });
      await post(service.url, before, 'första');
      forward(hour);
      expect((await post(service.url, before, 'för sent')).status).toBe(403);
      const resumed = await call(`${service.url}/v3/directline/tokens/resume`, {
        body: { secret: before.resumeSecret },
      });
      expect(resumed).toMatchObject({ status: 200, json: { token: expect.any(String) } });
      const { token } = resumed.json as { token: string };
      await post(service.url, { ...before, token }, 'andra');
      forward(-2 * hour);
      expect((await post(service.url, { ...before, token }, 'tredje')).status).toBe(200);
      const said = (await poll(service.url, { ...before, token })).activities
        .filter(({ from }) => from.role === 'user')
        .map(({ text }) => text);
      expect(said).toEqual(['första', 'andra', 'tredje']);
    } finally {
      await service.stop();
    }
  });
});
