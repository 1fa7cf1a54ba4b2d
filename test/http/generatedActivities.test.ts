import { expect, it } from 'vitest';
import { noLimits } from '../../src/http/limits.ts';
import { withstand } from '../endurance/withstand.ts';
import { call } from '../support/directLineClient.ts';
import { startService } from '../support/service.ts';

/** `npm run -s endure -- --activities N` does the same at any length, and measures the memory. */
it('takes or refuses whatever is posted, and gives readers nothing that only machines see', async () => {
  const service = await startService({}, { limits: noLimits });
  try {
    const { faults, stains, statuses } = await withstand(service.url, 1500, 4711);
    expect({ faults, stains }).toEqual({ faults: 0, stains: 0 });
    // Both ways are gone often enough for the figures to mean something.
    expect(statuses['200']).toBeGreaterThan(300);
    expect(statuses['400']).toBeGreaterThan(300);
    expect(service.logged.filter((line) => line.includes('a turn failed'))).toEqual([]);
    expect((await call(`${service.url}/health/ready`, { method: 'GET' })).status).toBe(200);
  } finally {
    await service.stop();
  }
}, 300_000);
