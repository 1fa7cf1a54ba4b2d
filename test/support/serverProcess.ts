import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The service as it is run: a process of its own. */
export interface ServerProcess {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `npm start`'s program on a free port. */
export async function startServerProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const server = spawn(process.execPath, ['src/run.mjs', 'main.ts'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = once(server, 'exit');
  const told: string[] = [];
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      told.push(line);
      const port = /ready on http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
  const url = await Promise.race([ready, ended.then(() => null)]);
  if (url === null) throw new Error(`the server ended at its start:\n${told.join('\n')}`);
  return {
    url,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}
