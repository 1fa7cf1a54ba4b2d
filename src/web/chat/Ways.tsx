import type { Way } from '../markdown/blocks.ts';
import { useWording } from '../texts/texts.ts';
import { Icon, type IconName } from './Icon.tsx';

/** Ways onward as big buttons, the first one filled. A link to a site says which, and that it opens a new tab. */
export function Ways({ ways }: { readonly ways: readonly Way[] }) {
  return (
    <ul class="btns">
      {ways.map((way, index) => (
        <li key={way.href}>
          <WayLink way={way} primary={index === 0} />
        </li>
      ))}
    </ul>
  );
}

/** One way onward. */
export function WayLink({ way, primary }: { readonly way: Way; readonly primary: boolean }) {
  const { language, say } = useWording();
  const url = new URL(way.href);
  const site = url.protocol === 'https:';
  const opens = site ? say('opensSite', { site: url.hostname.replace(/^www\./, '') }) : '';
  if (way.href === 'tel:112') return <Call112 label={way.lead + way.name} hint={way.hint} />;
  return (
    <a
      class={primary ? 'btn primary' : 'btn'}
      href={way.href}
      {...(site ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      <Icon name={iconOf(url.protocol)} />
      <span class="grow">
        {way.lead}
        <bdi class={site ? undefined : 'whole'}>{way.name}</bdi>
        {way.hint !== '' && <small>{way.hint}</small>}
        {opens !== '' && <small lang={language}>{opens}</small>}
      </span>
    </a>
  );
}

/** 112 is the largest thing on the screen, whenever it is there. */
export function Call112({ label, hint = '' }: { readonly label: string; readonly hint?: string }) {
  return (
    <a class="call" href="tel:112">
      <Icon name="phone" />
      <span>
        {label}
        {hint !== '' && <small>{hint}</small>}
      </span>
    </a>
  );
}

function iconOf(protocol: string): IconName {
  if (protocol === 'tel:') return 'phone';
  return protocol === 'mailto:' ? 'mail' : 'out';
}
