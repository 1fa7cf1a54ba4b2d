import { Fragment, type RefObject } from 'preact';
import { useWording } from '../texts/texts.ts';
import type { ChatActions, ChatState } from './conversation.ts';
import type { FlowParts } from './flowParts.ts';
import { giveFile } from './giveFile.ts';
import { Helped } from './Helped.tsx';
import { Icon } from './Icon.tsx';
import { Message } from './Message.tsx';
import { MoreBelow } from './MoreBelow.tsx';
import { Suggestions } from './Suggestions.tsx';
import { Thinking } from './Thinking.tsx';
import { answerToAskAbout, currentProgress, currentSuggestions, lastMessage, type Said } from './talk.ts';
import { dayName, sameDay } from './time.ts';
import { Unreachable } from './Unreachable.tsx';
import { useReadingPlace } from './useReadingPlace.ts';

interface Props {
  readonly state: ChatState;
  readonly actions: ChatActions;
  readonly thread: RefObject<HTMLDivElement>;
  /** What only flows need; null until it is there. */
  readonly parts: FlowParts | null;
  /** Called before something is said by a press. */
  readonly onSaying: (event: MouseEvent) => void;
}

/** What has been said, read from the beginning of each answer. */
export function Thread({ state, actions, thread, parts, onSaying }: Props) {
  const { say, language } = useWording();
  const surroundings = { language, Icon, giveFile };
  const { talk, contact, beganAnew } = state;
  const more = useReadingPlace(thread, talk);
  const unreachable = contact === 'unreachable' || contact === 'busy';
  const asked = answerToAskAbout(talk);
  const progress = currentProgress(talk);
  // The bar has them already.
  const inBar = parts === null ? [] : [progress?.words.back, progress?.words.cancel];
  const reachable = contact === 'online' || contact === 'back';

  return (
    <>
      <h2 class="vh">{say('thread')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <div class="thread" ref={thread} tabIndex={0} role="log" aria-live="polite" aria-label={say('thread')}>
        {beganAnew && <p class="event">{say('beganAnew')}</p>}
        {talk.said.map((said, index) => (
          <Fragment key={said.key}>
            <Day said={said} before={talk.said[index - 1]} />
            <Message
              said={parts === null ? said : withoutStep(said)}
              contact={contact}
              onAgain={actions.sayAgain}
              onPicture={actions.picture}
              onSay={actions.say}
            />
            {parts !== null && said.receipt !== null && (
              <parts.Receipt {...surroundings} reference={said.receipt} onFetch={actions.receipt} />
            )}
          </Fragment>
        ))}
        {unreachable && <Unreachable busy={contact === 'busy'} onRetry={actions.retry} />}
        {contact === 'connecting' && talk.said.length === 0 && (
          <Thinking since={null} standing={talk.standing} />
        )}
        {talk.awaitingSince !== null && reachable && (
          <Thinking since={talk.awaitingSince} standing={talk.standing} />
        )}
        {asked !== null && reachable && (
          <Helped
            answer={asked}
            onRate={(helped, event) => {
              onSaying(event);
              actions.rate(helped);
            }}
          />
        )}
        <Suggestions
          suggestions={currentSuggestions(talk).filter(({ value }) => !inBar.includes(value))}
          language={lastMessage(talk)?.language ?? null}
          firstIsMain={progress?.asks === 'confirm'}
          onChoose={(text, event) => {
            onSaying(event);
            actions.say(text);
          }}
        />
        {parts !== null && progress?.asks === 'place' && reachable && (
          <parts.PlacePicker
            {...surroundings}
            onSay={(text, event) => {
              if (event !== undefined) onSaying(event);
              actions.say(text);
            }}
          />
        )}
      </div>
      <MoreBelow visible={more} thread={thread} />
    </>
  );
}

/** The bar shows the step already. */
function withoutStep(said: Said): Said {
  return said.progress === null
    ? said
    : { ...said, text: said.text.replace(`*${said.progress.words.step}*\n\n`, '') };
}

/** The day, where it changes. */
function Day({ said, before }: { readonly said: Said; readonly before: Said | undefined }) {
  const { language, say } = useWording();
  if (before !== undefined && sameDay(before.at, said.at)) return null;
  const date = dayName(said.at, language);
  return <p class="day">{sameDay(said.at, Date.now()) ? say('today', { date }) : date}</p>;
}
