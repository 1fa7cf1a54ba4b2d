import { useEffect, useRef } from 'preact/hooks';
import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';

/** Asks once before the conversation is deleted. Above the thread, not over it. */
export function Question({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  const { say } = useWording();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    keep.current?.focus();
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onNo();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onNo]);
  return (
    <section class="notice alert" aria-labelledby="delete-question">
      <Icon name="trash" />
      <div>
        <p id="delete-question">{say('deleteQuestion')}</p>
        <div class="btns two">
          <button
            type="button"
            class="btn small"
            ref={keep}
            aria-describedby="delete-question"
            onClick={onNo}
          >
            {say('deleteNo')}
          </button>
          <button type="button" class="btn small danger" onClick={onYes}>
            {say('deleteYes')}
          </button>
        </div>
      </div>
    </section>
  );
}
