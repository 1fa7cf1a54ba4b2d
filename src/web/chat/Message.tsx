import { useMemo } from 'preact/hooks';
import { Markdown } from '../markdown/Markdown.tsx';
import { speechOf } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import { Card } from './Card.tsx';
import type { Contact } from './contact.ts';

import { Icon } from './Icon.tsx';
import { Listen } from './Listen.tsx';
import { Picture } from './Picture.tsx';
import { blocksOf } from './readSaid.ts';
import type { Said } from './talk.ts';
import { clockTime } from './time.ts';

interface Props {
  readonly said: Said;
  readonly contact: Contact;
  readonly onAgain: (key: string) => void;
  readonly onPicture: (address: string) => Promise<Blob>;
}

/** One message: author, role and time in words, then what was said, in its own language and direction. */
export function Message(props: Props) {
  return props.said.by === 'me' ? <Mine {...props} /> : <FromRobot said={props.said} />;
}

function Mine({ said, contact, onAgain, onPicture }: Props) {
  const { language, say } = useWording();
  const arrived = said.state === 'sent';
  const waits = contact === 'lost' || contact === 'unreachable' || contact === 'busy';
  return (
    <article class={arrived ? 'msg me' : 'msg me unsent'} data-key={said.key}>
      <p class="by">
        {say('you')} · <bdi>{clockTime(said.at, language)}</bdi>
      </p>
      {said.pictures.map((address) => (
        <Picture key={address} address={address} onFetch={onPicture} />
      ))}
      {said.text !== '' && (
        <div class="say" dir="auto" {...(said.language === null ? {} : { lang: said.language })}>
          {said.text}
        </div>
      )}
      {said.state === 'sending' && (
        <p class="sent">
          <Icon name="clock" />
          {say(waits ? 'waiting' : 'sending')}
        </p>
      )}
      {said.state === 'failed' && (
        <div class="failed">
          <p class="sent fault">
            <Icon name="warn" />
            {say('failed')}
          </p>
          <button type="button" class="btn small" onClick={() => onAgain(said.key)}>
            <Icon name="again" flip />
            {say('sendAgain')}
          </button>
        </div>
      )}
    </article>
  );
}

function FromRobot({ said }: { readonly said: Said }) {
  const { language, say } = useWording();
  const blocks = useMemo(() => blocksOf(said), [said.text, said.language]);
  const [before, after] = say('byRobot', { name: '\n' }).split('\n');
  const danger = said.outcome === 'warned_danger';
  const speech = speechOf(said.language);
  return (
    <article class="msg bot" data-key={said.key}>
      <p class="by">
        {/* An empty text would be put there anew each time, and read again by screen readers. */}
        {before !== '' && before}
        <b>Kommunlots</b>
        {`${after} · `}
        <bdi>{clockTime(said.at, language)}</bdi>
      </p>
      {danger || blocks[0]?.kind === 'heading' ? (
        <Card blocks={blocks} danger={danger} speech={speech} />
      ) : (
        <div class="say stack" {...speech}>
          <Markdown blocks={blocks} />
        </div>
      )}
      <Listen of={said.key} blocks={blocks} language={said.language} />
    </article>
  );
}
