import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The service as it is run: a process of its own. */
export interface ServerProcess {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly pid: number;
  /** Resolves when it has ended, to the signal that ended it; null when it ended by itself. */
  readonly ended: Promise<NodeJS.Signals | null>;
  stop(): Promise<void>;
  /** Ends it without a moment to do anything, as a power cut does. */
  kill(): Promise<void>;
}

/** The process ended before it had said where it listens. */
export class EndedAtStart extends Error {
  readonly signal: NodeJS.Signals | null;

  constructor(signal: NodeJS.Signals | null, told: readonly string[]) {
    super(`the server ended at its start (${signal ?? 'by itself'}):\n${told.join('\n')}`);
    this.signal = signal;
  }
}

/**
 * Starts `npm start`'s program on a free port.
 *
 * @param program another one, as a path from `src/`
 */
export async function startServerProcess(
  environment: Record<string, string>,
  program = 'main.ts',
): Promise<ServerProcess> {
  const server = spawn(process.execPath, ['src/run.mjs', program], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = once(server, 'exit').then(() => server.signalCode);
  const told: string[] = [];
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      told.push(line);
      const port = /ready on http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
  const url = await Promise.race([ready, ended.then(() => null)]);
  if (url === null) throw new EndedAtStart(server.signalCode, told);
  return {
    url,
    pid: server.pid ?? 0,
    ended,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
    kill: async () => {
      server.kill('SIGKILL');
      await ended;
    },
  };
}
