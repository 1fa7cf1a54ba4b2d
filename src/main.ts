import { createApp } from './app.ts';
import { projectRoot } from './assistant.ts';
import { readConfig } from './config.ts';
import { watchContent } from './content/watchContent.ts';
import { PlainError } from './errors.ts';
import { prepareSearch } from './prepareSearch.ts';

try {
  const app = await createApp(readConfig(process.env), {
    tell: (text) => console.error(`kommunlots: ${text}`),
  });
  const port = await app.listen();
  console.error(`kommunlots: ready on http://localhost:${port}`);
  prepareSearch(app.mind());
  let reloading = Promise.resolve();
  const reload = () => {
    reloading = reloading.then(async () => {
      await app.reload();
      prepareSearch(app.mind());
    });
  };
  process.on('SIGHUP', reload);
  watchContent(projectRoot, reload, (error) =>
    console.error('kommunlots: changes of the content are not seen by themselves; send SIGHUP.', error),
  );
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal waits for the first one's end.
      if (closing) return;
      closing = true;
      void app.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  // What an operator can mend is told in words; anything else with its stack.
  const told = error instanceof PlainError ? error.message : inWords(error);
  console.error('kommunlots: cannot start.', told);
  process.exit(1);
}

function inWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'The port is taken. Set PORT to another, or end what listens there.';
  if (code === 'EACCES') return 'The port may not be listened on. Set PORT to one above 1023.';
  return error;
}
