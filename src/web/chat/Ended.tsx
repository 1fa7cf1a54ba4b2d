import { useEffect, useRef } from 'preact/hooks';
import { Markdown } from '../markdown/Markdown.tsx';
import { readMarkdown } from '../markdown/read.ts';
import { speechOf } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import type { Said } from './talk.ts';

/** After deletion: nothing of the conversation is left on the screen but the robot's last word about it. */
export function Ended({ last, onNew }: { readonly last: Said | null; readonly onNew: () => void }) {
  const { say } = useWording();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const word = last?.outcome === 'cancelled_chat' ? last : null;
  return (
    <div class="thread">
      <section class="card">
        <div class="in">
          <h2 tabIndex={-1} ref={title}>
            {say('endedTitle')}
          </h2>
          {word === null ? (
            <p>{say('endedText')}</p>
          ) : (
            <div class="stack" {...speechOf(word.language)}>
              <Markdown blocks={readMarkdown(word.text)} />
            </div>
          )}
          <button type="button" class="btn primary mid" onClick={onNew}>
            {say('startNew')}
          </button>
        </div>
      </section>
    </div>
  );
}
