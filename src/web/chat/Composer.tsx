import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { type Say, useWording } from '../texts/texts.ts';
import type { Picture } from './conversation.ts';
import { Icon } from './Icon.tsx';
import { PictureState, PictureTool } from './PictureTool.tsx';
import type { Standing } from './standing.ts';
import { useDictation } from './useDictation.ts';
import { useDraft } from './useDraft.ts';
import { usePicture } from './usePicture.ts';

const longest = 4000;
/** From here on the person is told how much is left. */
const tellFrom = 3500;

interface Props {
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly onSend: (text: string, picture?: Picture) => void;
  /** Who reads it. */
  readonly standing: Standing;
  /** What a flow calls the field; empty for the usual. */
  readonly label: string;
}

/** Where one writes, speaks or adds a picture. Enter sends, Shift+Enter breaks the line; nothing that is too long is cut or lost. */
export function Composer({ field, onSend, standing, label }: Props) {
  const { language, say } = useWording();
  const [text, setText] = useDraft();
  const chosen = usePicture();
  const dictation = useDictation(language, (heard) =>
    setText((before) => (before.trim() === '' ? heard : `${before.trimEnd()} ${heard}`)),
  );
  const left = longest - text.trim().length;

  useLayoutEffect(() => {
    if (field.current !== null) grow(field.current);
  }, [text, field]);

  const send = () => {
    field.current?.focus({ preventScroll: true });
    const { picture } = chosen;
    if ((text.trim() === '' && picture === null) || left < 0) return;
    if (picture === null) onSend(text.trim());
    else onSend(text.trim(), picture);
    setText(() => '');
    chosen.handedOn();
  };
  const count = (n: number) => n.toLocaleString(language === 'ar' ? 'ar-u-nu-latn' : language.slice(0, 2));
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="above">
        <label for="write">{labelOf(standing, label, say)}</label>
        <div class="adding">
          <PictureTool chosen={chosen} />
          {dictation !== null && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                dictation.toggle();
                field.current?.focus({ preventScroll: true });
              }}
            >
              <Icon name={dictation.state === 'listening' ? 'stop' : 'mic'} />
              <span>{say(dictation.state === 'listening' ? 'stopDictating' : 'dictate')}</span>
            </button>
          )}
        </div>
      </div>
      <PictureState chosen={chosen} onRemove={() => field.current?.focus({ preventScroll: true })} />
      <p class="left" role="status">
        {dictation?.state === 'listening' && say('dictating')}
        {dictation?.state === 'failed' && say('dictateFailed')}
      </p>
      <p id="write-left" class={left < 0 ? 'left over' : 'left'} role="status">
        {left < 0 && <Icon name="warn" />}
        {left < 0
          ? say('tooLong', { count: count(-left) })
          : text.length > tellFrom && say('left', { count: count(roughly(left)) })}
      </p>
      <div class="row">
        <textarea
          id="write"
          class="input"
          ref={field}
          rows={1}
          dir="auto"
          autocomplete="off"
          enterkeyhint="send"
          placeholder={say('writeHere')}
          aria-describedby="write-left"
          aria-invalid={left < 0}
          value={text}
          onInput={({ currentTarget: { value } }) => setText(() => value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send">
          <Icon name="send" flip />
          <span>{say('send')}</span>
        </button>
      </div>
    </form>
  );
}

function labelOf(standing: Standing, asked: string, say: Say): string {
  if (standing.with === 'queue') return say('writeWaiting');
  if (standing.with === 'guide') return say('writeTo', { name: standing.name ?? say('guide') });
  return asked === '' ? say('write') : asked;
}

/** In steps of fifty, so that a screen reader is not interrupted at each key. */
function roughly(left: number): number {
  return left > 50 ? Math.ceil(left / 50) * 50 : left;
}

/** As high as its text; the style sheet says how high at most. */
function grow(field: HTMLTextAreaElement): void {
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
