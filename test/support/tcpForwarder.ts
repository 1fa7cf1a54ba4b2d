import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that a test can break: cut it, let it fall silent, and open it again. */
export interface TcpForwarder {
  /** `127.0.0.1:<port>`, in place of the server's own. */
  readonly address: string;
  /** Ends what is connected and refuses what comes. */
  cut(): void;
  /** Keeps and takes connections, but passes nothing on. */
  silence(): void;
  /** As before. What was connected in silence is ended. */
  open(): void;
  stop(): Promise<void>;
}

/** @param target `host:port` */
export async function startTcpForwarder(target: string): Promise<TcpForwarder> {
  const { hostname: host, port } = new URL(`tcp://${target}`);
  let state: 'open' | 'cut' | 'silent' = 'open';
  const pairs = new Set<[Socket, Socket | null]>();
  const endAll = () => {
    for (const pair of pairs) for (const socket of pair) socket?.destroy();
    pairs.clear();
  };
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    if (state === 'cut') return void near.destroy();
    if (state === 'silent') return void pairs.add([near, null]);
    const far = connect({ host, port: Number(port) });
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
    pairs.add([near, far]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      state = 'cut';
      endAll();
    },
    silence: () => {
      state = 'silent';
      for (const [near, far] of pairs) {
        near.unpipe();
        far?.unpipe();
      }
    },
    open: () => {
      if (state === 'silent') endAll();
      state = 'open';
    },
    stop: async () => {
      endAll();
      server.close();
      await once(server, 'close');
    },
  };
}
