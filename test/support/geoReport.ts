import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

export interface GeoReportServer {
  readonly url: string;
  readonly port: number;
  /** Every request that it took, in order, as form fields. */
  taken(): Promise<Record<string, string>[]>;
  /** What it says of a request from now on. */
  says(id: string, status: 'open' | 'closed', notes: string): Promise<void>;
  kill(): Promise<void>;
}

/** Starts the GeoReport v2 server of the tests. @param kept the file in which it keeps what it takes */
export async function startGeoReport(
  kept: string,
  options: { port?: number; faults?: Record<string, number> } = {},
): Promise<GeoReportServer> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'test/support/geoReport/main.ts'], {
    env: {
      ...process.env,
      KEPT: kept,
      PORT: String(options.port ?? 0),
      FAULTS: JSON.stringify(options.faults ?? {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = /^ready (\d+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    void ended.then(() => reject(new Error('the GeoReport server ended at its start')));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    taken: async () => {
      const text = await readFile(kept, 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { form: Record<string, string> }).form);
    },
    says: async (id, status, notes) => {
      await fetch(`${url}/control/${id}`, {
        method: 'PUT',
        body: JSON.stringify({ status, status_notes: notes }),
      });
    },
    kill: async () => {
      server.kill('SIGKILL');
      await ended;
    },
  };
}
