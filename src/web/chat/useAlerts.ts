import { useEffect, useState } from 'preact/hooks';
import { record, text } from '../directline/protocol.ts';
import { safeHref } from '../markdown/safeHref.ts';

/** What the city must tell everybody now, in each language. */
export interface Alert {
  readonly id: string;
  /** Milliseconds. */
  readonly updatedAt: number;
  readonly link: string | null;
  readonly texts: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
}

/** How often it is asked for. It is small, and comes from the city's own server. */
const everyMilliseconds = 60_000;

/** The alerts that hold now: none until they are known, and the last known while there is no contact. */
export function useAlerts(): readonly Alert[] {
  const [alerts, setAlerts] = useState<readonly Alert[]>([]);
  useEffect(() => {
    let left = false;
    const ask = async (): Promise<void> => {
      if (document.hidden) return;
      try {
        const answer = await fetch('/alerts');
        const read = answer.ok ? readAlerts(await answer.json()) : null;
        if (!left && read !== null) setAlerts((before) => (sameAs(before, read) ? before : read));
      } catch {
        // No contact: the chat says so itself, and it is asked again.
      }
    };
    const askNow = () => void ask();
    askNow();
    const timer = setInterval(askNow, everyMilliseconds);
    document.addEventListener('visibilitychange', askNow);
    return () => {
      left = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askNow);
    };
  }, []);
  return alerts;
}

/** Drawn anew only when something changed: screen readers would read it again. */
function sameAs(before: readonly Alert[], now: readonly Alert[]): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

function readAlerts(body: unknown): Alert[] {
  const { alerts } = record(body);
  return (Array.isArray(alerts) ? alerts.map(record) : []).flatMap(({ id, updated, link, texts }) => {
    const name = text(id);
    return name === null
      ? []
      : [
          {
            id: name,
            updatedAt: Date.parse(text(updated) ?? ''),
            link: safeHref(text(link) ?? ''),
            texts: record(texts) as Alert['texts'],
          },
        ];
  });
}
