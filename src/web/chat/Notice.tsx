import { useWording } from '../texts/texts.ts';
import type { Contact } from './contact.ts';
import type { ChatState } from './conversation.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly contact: Contact;
  readonly failure: ChatState['failure'];
}

/** Says calmly that the connection went away or came back. The region stays, so that screen readers hear changes. */
export function Notice({ contact, failure }: Props) {
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
      {contact === 'back' && (
        <div class="notice ok">
          <Icon name="online" />
          <p class="t">{say('backTitle')}</p>
        </div>
      )}
    </div>
  );
}
