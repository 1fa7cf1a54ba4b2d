import { keepKey } from './keep.ts';

/** The parts of a browser window that tell when a connection is worth another look. */
export type Surroundings = Pick<Window, 'addEventListener'> & {
  readonly document: Pick<Document, 'addEventListener' | 'visibilityState'>;
  readonly navigator: { readonly locks?: LockManager };
};

interface Signals {
  /** The network came back, or the person did: try now. */
  readonly onWake: () => void;
  readonly onOffline: () => void;
  /** Another tab changed what is kept. */
  readonly onKept: () => void;
  /** Every half minute, for what must not wait until somebody writes. */
  readonly onTick: () => void;
}

export function watch(window: Surroundings, { onWake, onOffline, onKept, onTick }: Signals): void {
  window.addEventListener('online', onWake);
  window.addEventListener('offline', onOffline);
  window.addEventListener('pageshow', onWake);
  window.document.addEventListener('visibilitychange', () => {
    if (window.document.visibilityState === 'visible') onWake();
  });
  window.addEventListener('storage', (event) => {
    if (event.key === keepKey) onKept();
  });
  setInterval(onTick, 30_000);
}

/** Two tabs that exchange the same secret at once would each undo the other's: a lock puts them in line. */
export function oneTabAtATime<T>({ navigator }: Surroundings, work: () => Promise<T>): Promise<T> {
  if (navigator.locks === undefined) return work();
  const { locks } = navigator;
  return new Promise((resolve, reject) => {
    locks.request('kommunlots.resume', () => work().then(resolve, reject)).catch(reject);
  });
}
