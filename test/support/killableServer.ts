import { z } from 'zod';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { noLimits } from '../../src/http/limits.ts';
import { milestones } from '../../src/turn/milestones.ts';

/**
 * The service as it is, but that it kills itself when a message passes a milestone. Run as a process of its own, with
 * `KILL_AT` in its environment: `{"milestone", "time"}`, at the how manieth passing of which milestone.
 */
const { KILL_AT: killAt } = z
  .object({
    KILL_AT: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.object({ milestone: z.enum(milestones), time: z.int().min(1) }))
      .optional(),
  })
  .parse(process.env);

let times = 0;
const app = await createApp(readConfig(process.env), {
  limits: noLimits,
  reached: (milestone) => {
    if (milestone !== killAt?.milestone) return;
    times += 1;
    if (times >= killAt.time) process.kill(process.pid, 'SIGKILL');
  },
});
const port = await app.listen();
console.error(`kommunlots: ready on http://localhost:${port}`);
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
