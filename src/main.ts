import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { ContentError } from './content/loadContent.ts';

try {
  const app = await createApp(readConfig(process.env), {
    tell: (text) => console.error(`kommunlots: ${text}`),
  });
  const port = await app.listen();
  console.error(`kommunlots: ready on http://localhost:${port}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void app.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  // What an operator can mend is told in words; anything else with its stack.
  const told = error instanceof ConfigError || error instanceof ContentError ? error.message : error;
  console.error('kommunlots: cannot start.', told);
  process.exitCode = 1;
}
