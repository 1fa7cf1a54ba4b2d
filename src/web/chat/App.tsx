import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { WordingProvider } from '../texts/texts.ts';
import { Alerts } from './Alerts.tsx';
import { Composer } from './Composer.tsx';
import type { Conversation } from './conversation.ts';
import { Ended } from './Ended.tsx';
import { useFlowParts } from './flowParts.ts';
import { Head } from './Head.tsx';
import { Help } from './Help.tsx';
import { Icon } from './Icon.tsx';
import { LeaveNow, mayBeWatched } from './LeaveNow.tsx';
import { Notice } from './Notice.tsx';
import { usePreferences } from './preferences.ts';
import { Question } from './Question.tsx';
import { SpeakerProvider, useBrowserSpeaker } from './speech.ts';
import { Thread } from './Thread.tsx';
import { currentProgress } from './talk.ts';
import { useAlerts } from './useAlerts.ts';
import { useReadAll } from './useReadAll.ts';

/** The chat: head, help, notices, thread, composer. */
export function App({ conversation }: { readonly conversation: Conversation }) {
  const [state, setState] = useState(conversation.state);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const thread = useRef<HTMLDivElement>(null);
  const { actions } = conversation;
  const { wording, contact, talk } = state;

  const [preferences, prefer] = usePreferences();
  const speaker = useBrowserSpeaker();
  const alerts = useAlerts();

  useEffect(() => conversation.follow(setState), [conversation]);
  const progress = currentProgress(talk);
  const parts = useFlowParts(progress !== null || talk.said.some(({ receipt }) => receipt !== null));
  useReadAll(talk, preferences.readAll, speaker);

  const ended = contact === 'ended';
  const focusField = () => field.current?.focus({ preventScroll: true });
  const leaveQuestion = useCallback(() => {
    setAsking(false);
    field.current?.focus({ preventScroll: true });
  }, []);
  /** A finger's press must not bring up the keyboard over the answer that is about to come. */
  const onSaying = (event: MouseEvent) => {
    if ('pointerType' in event && event.pointerType === 'touch')
      thread.current?.focus({ preventScroll: true });
    else focusField();
  };
  return (
    <WordingProvider value={wording}>
      <SpeakerProvider value={speaker}>
        <main
          class={wording.language === 'sv-simple' ? 'chat easy' : 'chat'}
          aria-label={wording.say('chatLabel')}
        >
          <div class="chat-in">
            <Head
              actions={actions}
              preferences={preferences}
              onPrefer={prefer}
              onErase={() => setAsking(true)}
              ended={ended}
            />
            {!ended && <Help actions={actions} standing={talk.standing} onSaying={onSaying} />}
            {mayBeWatched(talk) && <LeaveNow onLeave={actions.leaveNow} />}
            <Alerts alerts={alerts} />
            {!ended && parts !== null && progress !== null && (
              <parts.FlowBar
                Icon={Icon}
                progress={progress}
                onSay={(text, event) => {
                  onSaying(event);
                  actions.say(text);
                }}
              />
            )}
            <Notice contact={contact} failure={state.failure} standing={talk.standing} />
            {asking && (
              <Question
                onYes={() => {
                  leaveQuestion();
                  actions.erase();
                }}
                onNo={leaveQuestion}
              />
            )}
            {ended ? (
              <Ended last={talk.said.at(-1) ?? null} onNew={actions.beginNew} />
            ) : (
              <>
                <Thread state={state} actions={actions} thread={thread} parts={parts} onSaying={onSaying} />
                <Composer
                  field={field}
                  onSend={actions.say}
                  standing={talk.standing}
                  label={progress?.words.write ?? ''}
                />
              </>
            )}
          </div>
        </main>
      </SpeakerProvider>
    </WordingProvider>
  );
}
