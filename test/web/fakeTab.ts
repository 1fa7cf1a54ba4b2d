import { createDirectLine } from '../../src/web/directline/client.ts';
import type { Connection } from '../../src/web/directline/directLine.ts';
import type { Outgoing } from '../../src/web/directline/outbox.ts';
import type { Activity } from '../../src/web/directline/protocol.ts';
import type { FakeDoor } from './fakeDoor.ts';

/** Storage that the tabs of one browser share; a change is told to the other tabs. */
export class FakeStorage {
  private readonly items = new Map<string, string>();
  readonly watchers = new Set<{ tab: symbol; tell: (event: { key: string }) => void }>();

  forTab(tab: symbol): Storage {
    const tellOthers = (key: string) => {
      for (const watcher of this.watchers) if (watcher.tab !== tab) watcher.tell({ key });
    };
    return {
      getItem: (key: string) => this.items.get(key) ?? null,
      setItem: (key: string, value: string) => {
        this.items.set(key, value);
        tellOthers(key);
      },
      removeItem: (key: string) => {
        this.items.delete(key);
        tellOthers(key);
      },
    } as unknown as Storage;
  }
}

/** One open page: our client on a fake door, and what a person would have seen of it. */
export function openTab(
  door: FakeDoor,
  storage: FakeStorage | null = new FakeStorage(),
  tabStorage: FakeStorage | null = null,
) {
  const tab = Symbol('tab');
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
  const seen: Activity[] = [];
  const outgoing: Outgoing[] = [];
  const connections: Connection[] = [];
  let renewals = 0;
  let made = 0;
  storage?.watchers.add({
    tab,
    tell: (event) => window.dispatchEvent(Object.assign(new Event('storage'), event)),
  });

  const line = createDirectLine(
    {
      base: '',
      locale: () => 'sv',
      storage: storage?.forTab(tab) ?? null,
      tabStorage: tabStorage?.forTab(tab) ?? null,
      window: Object.assign(window, { document, navigator: {} }) as never,
      fetch: door.fetch,
      WebSocket: door.WebSocket,
      newId: () => `${String(tab.description)}-${Math.random().toString(36).slice(2)}-${++made}`,
      random: () => 0.5,
    },
    {
      activity: (activity) => seen.push(activity),
      outgoing: (item) => outgoing.push(item),
      connection: (state) => {
        if (connections.at(-1) !== state) connections.push(state);
      },
      renewed: () => {
        renewals += 1;
        seen.length = 0;
      },
    },
  );
  return {
    line,
    connections,
    texts: () => seen.map(({ text }) => text),
    say: (text: string) => line.send({ type: 'message', text }),
    stateOf: (id: string) => outgoing.filter((item) => item.id === id).at(-1)?.state,
    renewals: () => renewals,
    wake: () => window.dispatchEvent(new Event('online')),
    goOffline: () => window.dispatchEvent(new Event('offline')),
  };
}
