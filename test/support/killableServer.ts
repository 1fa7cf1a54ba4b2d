import { z } from 'zod';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { noLimits } from '../../src/http/limits.ts';
import { milestones } from '../../src/turn/milestones.ts';

/**
 * The service as it is, but that it kills itself when a message passes a milestone. Run as a process of its own, with
 * `KILL_AT` in its environment: `{"milestone", "time"}`, at the how manieth passing of which milestone.
 */
const { KILL_AT: killAt, OUTBOX_TIMING: outboxTiming } = z
  .object({
    KILL_AT: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.object({ milestone: z.enum(milestones), time: z.int().min(1) }))
      .optional(),
    /** Waits of the outbox, as JSON; the usual ones when left out. */
    OUTBOX_TIMING: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(
        z.object({
          leaseMilliseconds: z.number(),
          firstWaitMilliseconds: z.number(),
          longestWaitMilliseconds: z.number(),
          pollMilliseconds: z.number(),
          mostAttempts: z.number(),
        }),
      )
      .optional(),
  })
  .parse(process.env);

let times = 0;
const app = await createApp(readConfig(process.env), {
  limits: noLimits,
  ...(outboxTiming === undefined ? {} : { outboxTiming }),
  reached: (milestone) => {
    if (milestone !== killAt?.milestone) return;
    times += 1;
    if (times >= killAt.time) process.kill(process.pid, 'SIGKILL');
  },
});
const port = await app.listen();
console.error(`kommunlots: ready on http://localhost:${port}`);
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
