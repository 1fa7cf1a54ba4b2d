import { useWording } from '../texts/texts.ts';
import type { Contact } from './contact.ts';
import type { ChatState } from './conversation.ts';
import { Icon } from './Icon.tsx';
import type { Standing } from './standing.ts';
import { minutes, openingTime } from './time.ts';

interface Props {
  readonly contact: Contact;
  readonly failure: ChatState['failure'];
  readonly standing: Standing;
}

/** Says calmly what changed: the connection, the queue. The region stays, so that screen readers hear changes. */
export function Notice({ contact, failure, standing }: Props) {
  const { say } = useWording();
  return (
    <div role="status">
      {contact === 'lost' && (
        <div class="notice wait">
          <Icon name="offline" />
          <div>
            <p>
              <strong class="t">{say('lostTitle')}</strong> {say('lostText')}
            </p>
            <p>
              <a href={say('phoneLink')}>{say('lostCall', { phone: say('phone') })}</a>
            </p>
          </div>
        </div>
      )}
      {failure === 'save' && (
        <div class="notice wait">
          <Icon name="warn" />
          <p class="t">{say('saveFailed')}</p>
        </div>
      )}
      {standing.with === 'queue' && <Queue {...standing} />}
      {standing.with === 'nobody' && <Closed opensAt={standing.opensAt} />}
      {contact === 'back' && (
        <div class="notice ok">
          <Icon name="online" />
          <p class="t">{say('backTitle')}</p>
        </div>
      )}
    </div>
  );
}

/** How many people are drawn at most; the words tell the number. */
const mostDrawn = 5;

/** The fairway from here to a person: who waits before, and that one may ask on meanwhile. */
function Queue({ position, waitMinutes }: Extract<Standing, { with: 'queue' }>) {
  const { language, say } = useWording();
  return (
    <div class="notice person">
      <Icon name="clock" />
      <div>
        <p>
          <strong class="t">{say('queueTitle', { position })}</strong>{' '}
          {waitMinutes !== null && say('queueWait', { wait: minutes(waitMinutes, language) })}
        </p>
        <p>{say('queueHint')}</p>
        <span class="fairway" aria-hidden="true">
          {Array.from({ length: Math.min(position, mostDrawn) }, (_, index) => (
            <i key={index} class={index === 0 ? 'here' : undefined} />
          ))}
          <Icon name="person" />
        </span>
      </div>
    </div>
  );
}

/** Nobody can come now: until when, and the phone, which has hours of its own. */
function Closed({ opensAt }: { readonly opensAt: number | null }) {
  const { language, say } = useWording();
  return (
    <div class="notice wait">
      <Icon name="clock" />
      <div>
        <p>
          <strong class="t">{say('deskClosed')}</strong>{' '}
          {opensAt !== null && say('deskOpens', { when: openingTime(opensAt, language) })}
        </p>
        <p>
          <a href={say('phoneLink')}>{say('call', { phone: say('phone') })}</a>
        </p>
      </div>
    </div>
  );
}
