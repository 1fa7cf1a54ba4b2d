import { type App, createApp } from '../../src/app.ts';
import type { Overrides } from '../../src/assistant.ts';
import { readConfig } from '../../src/config.ts';
import { newStore } from './newStore.ts';
import type { TestStore } from './store.ts';

/** A whole service on a port of its own, with an empty store. */
export interface Service {
  readonly app: App;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly dataDir: string;
  readonly store: TestStore;
  /** Every line that the service logged, as JSON. */
  readonly logged: string[];
  stop(): Promise<void>;
}

export async function startService(
  environment: Record<string, string> = {},
  overrides: Overrides = {},
  /** A store that another service had before. */
  kept?: TestStore,
): Promise<Service> {
  const store = kept ?? (await newStore());
  const logged: string[] = [];
  const logTo = { write: (line: string) => void logged.push(line) };
  const config = readConfig({ PORT: '0', ...store.environment, ...environment });
  const app = await createApp(config, { logTo, ...overrides });
  const port = await app.listen();
  return {
    app,
    url: `http://127.0.0.1:${port}`,
    dataDir: store.dataDir,
    store,
    logged,
    stop: async () => {
      await app.close();
      await store.remove();
    },
  };
}

/** A clock that stands still until it is moved. */
export function stoppedClock(at = '2026-11-24T09:30:00.000Z') {
  let now = new Date(at);
  return {
    clock: () => now,
    forward: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}
