import { useEffect, useRef, useState } from 'preact/hooks';
import { closeMessage } from '../chat/frame.ts';
import { Mark } from '../chat/Icon.tsx';
import { useWording } from '../texts/texts.ts';

/** From this width on the page has room for the chat beside what it says. */
const wide = '(min-width: 72rem) and (min-height: 40rem)';

/** The button that opens the chat, and the chat in its frame. The frame loads at the first opening. */
export function ChatPanel({ address }: { readonly address: string }) {
  const { say } = useWording();
  const [open, setOpen] = useState(() => matchMedia(wide).matches);
  const [opened, setOpened] = useState(open);
  const frame = useRef<HTMLIFrameElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [byHand, setByHand] = useState(false);

  useEffect(() => {
    const hear = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow || event.data !== closeMessage) return;
      setByHand(true);
      setOpen(false);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);

  useEffect(() => {
    document.body.classList.toggle('beside-chat', open);
    if (!byHand) return;
    if (open) frame.current?.focus();
    else button.current?.focus();
  }, [open, byHand]);

  return (
    <>
      {!open && (
        <button
          type="button"
          class="launch"
          ref={button}
          aria-expanded={false}
          onClick={() => {
            setByHand(true);
            setOpen(true);
            setOpened(true);
          }}
        >
          <Mark />
          <span>
            <b class="launch-title">{say('launch')}</b>
            <small class="launch-text">{say('launchText')}</small>
          </span>
        </button>
      )}
      {opened && (
        <aside class="panel" aria-label={say('chatLabel')} hidden={!open}>
          <iframe ref={frame} src={address} title={say('chatLabel')} />
        </aside>
      )}
    </>
  );
}
