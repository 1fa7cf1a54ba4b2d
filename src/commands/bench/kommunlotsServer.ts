import { createApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { noLimits } from '../../http/limits.ts';

/** The server under load: the real one, without limits, telling its address to the process that started it. */
const app = await createApp(readConfig(process.env), {
  limits: noLimits,
  tell: (text) => console.error(`kommunlots: ${text}`),
});
const port = await app.listen();
process.send?.(`http://127.0.0.1:${port}`);
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
