import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';
import { Listen } from './Listen.tsx';
import { clockTime, dayName, sameDay } from './time.ts';
import type { Alert } from './useAlerts.ts';
import { WayLink } from './Ways.tsx';

/** What the city must tell everybody now, above all that is said. Read at once by screen readers, for it may be urgent. */
export function Alerts({ alerts }: { readonly alerts: readonly Alert[] }) {
  return (
    <div role="alert">
      {alerts.map((alert) => (
        <One key={alert.id} alert={alert} />
      ))}
    </div>
  );
}

function One({ alert }: { readonly alert: Alert }) {
  const { language, say } = useWording();
  const words = alert.texts[language];
  if (words === undefined) return null;
  const { title, text } = words;
  const clock = clockTime(alert.updatedAt, language);
  const time = sameDay(alert.updatedAt, Date.now())
    ? clock
    : `${dayName(alert.updatedAt, language)} ${clock}`;
  return (
    <section class="notice alert" aria-label={say('alertTitle')}>
      <Icon name="warn" />
      <div>
        <p>
          <strong class="t">{title}</strong> {text}
        </p>
        <p class="when">{say('alertUpdated', { time })}</p>
        <div class="acts">
          {alert.link !== null && (
            <WayLink way={{ href: alert.link, lead: '', name: say('alertMore'), hint: '' }} primary={false} />
          )}
          <Listen
            of={`alert ${alert.id}`}
            blocks={[{ kind: 'paragraph', inner: [{ kind: 'text', text: `${title} ${text}` }] }]}
            language={language}
          />
        </div>
      </div>
    </section>
  );
}
