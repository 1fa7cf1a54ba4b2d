import { useMemo } from 'preact/hooks';
import { Markdown } from '../markdown/Markdown.tsx';
import { speechOf } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import { Card } from './Card.tsx';
import { Cards } from './Cards.tsx';
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
  /** A button of a card was pressed. */
  readonly onSay: (text: string) => void;
}

/** One message: author, role and time in words, then what was said, in its own language and direction. */
export function Message(props: Props) {
  switch (props.said.by) {
    case 'me':
      return <Mine {...props} />;
    case 'event':
      return <Event said={props.said} />;
    case 'robot':
    case 'guide':
      return <Heard said={props.said} onSay={props.onSay} />;
  }
}

/** A person came, or went. */
function Event({ said: { name, standing } }: { readonly said: Said }) {
  const { say } = useWording();
  const came = standing?.with === 'guide';
  return (
    <p class="event">
      <Icon name="person" />
      <span>{say(came ? 'guideCame' : 'guideLeft', { name: name ?? say('someone') })}</span>
    </p>
  );
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

function Heard({ said, onSay }: Pick<Props, 'said' | 'onSay'>) {
  const { language, say } = useWording();
  const blocks = useMemo(() => blocksOf(said), [said.text, said.language]);
  const guide = said.by === 'guide';
  const danger = said.outcome === 'warned_danger';
  const speech = speechOf(said.language);
  return (
    <article class={guide ? 'msg guide' : 'msg bot'} data-key={said.key}>
      <p class="by">
        <Author said={said} />
        {' · '}
        <bdi>{clockTime(said.at, language)}</bdi>
        {said.correctedAt !== null && (
          <em class="corrected"> · {say('corrected', { time: clockTime(said.correctedAt, language) })}</em>
        )}
      </p>
      {danger || blocks[0]?.kind === 'heading' ? (
        <Card blocks={blocks} danger={danger} picture={said.picture} speech={speech} />
      ) : (
        said.text !== '' && (
          <div class="say stack" {...speech}>
            <Markdown blocks={blocks} />
          </div>
        )
      )}
      <Cards cards={said.cards} speech={speech} onSay={onSay} />
      {said.text !== '' && <Listen of={said.key} blocks={blocks} language={said.language} />}
    </article>
  );
}

/** Who speaks, with what they are: the name alone would not tell a robot from a person. */
function Author({ said: { by, name } }: { readonly said: Said }) {
  const { say } = useWording();
  if (by === 'guide' && name === null) return <b>{say('guide')}</b>;
  const [before, after] = say(by === 'guide' ? 'byGuide' : 'byRobot', { name: '\n' }).split('\n');
  return (
    <>
      {/* An empty text would be put there anew each time, and read again by screen readers. */}
      {before !== '' && before}
      <b>{name ?? 'Kommunlots'}</b>
      {after}
    </>
  );
}
