import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type App, createApp, type Overrides } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';

/** A whole service on a port of its own, with an empty store. */
export interface Service {
  readonly app: App;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly dataDir: string;
  /** Every line that the service logged, as JSON. */
  readonly logged: string[];
  stop(): Promise<void>;
}

export async function startService(
  environment: Record<string, string> = {},
  overrides: Overrides = {},
): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kommunlots-test-'));
  const logged: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ...environment });
  const app = await createApp(config, { log, ...overrides });
  const port = await app.listen();
  return {
    app,
    url: `http://127.0.0.1:${port}`,
    dataDir,
    logged,
    stop: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
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
