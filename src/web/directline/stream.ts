import { type Batch, readFrame } from './protocol.ts';

/** How a stream ended: it never opened, or it was cut after having been open. */
type StreamEnd = 'never-opened' | 'cut';

export interface Stream {
  readonly ended: Promise<StreamEnd>;
  /** Ends it from our side, at once: a dead socket may take minutes to tell that it is closed. */
  cut(): void;
  /** Cuts it when nothing has been heard for as long as counts as dead (timers sleep with the machine). */
  check(): void;
}

interface Options {
  readonly WebSocket: typeof WebSocket;
  readonly now: () => number;
  readonly onOpen: () => void;
  readonly onBatch: (batch: Batch) => void;
}

const silence = 45_000;
const opening = 10_000;

/** Reads one stream until it ends. Empty frames tell only that it lives. */
export function openStream(url: string, { WebSocket, now, onOpen, onBatch }: Options): Stream {
  let open = false;
  let heard = now();
  let finish: (end: StreamEnd) => void = () => undefined;
  const ended = new Promise<StreamEnd>((resolve) => {
    finish = resolve;
  });

  let socket: WebSocket | null = null;
  try {
    socket = new WebSocket(url);
  } catch {
    finish('never-opened');
  }
  const watch = setInterval(check, 5000);
  if (socket !== null) {
    socket.onopen = () => {
      open = true;
      heard = now();
      onOpen();
    };
    socket.onmessage = (event: MessageEvent) => {
      heard = now();
      const batch = readFrame(event.data);
      if (batch !== null) onBatch(batch);
    };
    socket.onclose = cut;
    socket.onerror = () => undefined;
  }
  return { ended, cut, check };

  function check(): void {
    if (now() - heard >= (open ? silence : opening)) cut();
  }

  function cut(): void {
    clearInterval(watch);
    if (socket !== null) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    finish(open ? 'cut' : 'never-opened');
  }
}
