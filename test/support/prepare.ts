import { createAssistant } from '../../src/assistant.ts';
import { readConfig } from '../../src/config.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { buildPages } from '../../src/web/buildPages.ts';

/** Trains the model and builds the pages before the tests, so that no test waits for them. */
export default async function prepare(): Promise<void> {
  const config = readConfig({});
  const tell = (text: string) => console.error(`tests: ${text}`);
  await buildPages(config.cacheDir, tell);
  const assistant = await createAssistant(config, { documents: openSqlite(':memory:'), tell });
  await assistant.close();
}
