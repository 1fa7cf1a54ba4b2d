import type { FlowProgress } from '../../../model.ts';
import type { FlowSurroundings } from './flowTexts.ts';

interface Props extends Pick<FlowSurroundings, 'Icon'> {
  readonly progress: FlowProgress;
  readonly onSay: (text: string, event: MouseEvent) => void;
}

/** Where one is in a flow, the way back and the way out: above the thread, and in words. */
export function FlowBar({ progress: { title, step, steps, words }, Icon, onSay }: Props) {
  const { back, cancel } = words;
  return (
    <section class="flow" aria-label={title}>
      <div class="fl">
        {back === null ? (
          <span class="plain" />
        ) : (
          <button type="button" class="plain" onClick={(event) => onSay(back, event)}>
            <svg class="i flip" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M11 6 5 12l6 6M5 12h14" />
            </svg>
            <span>{back}</span>
          </button>
        )}
        <b>{words.step}</b>
        <button type="button" class="plain" onClick={(event) => onSay(cancel, event)}>
          <Icon name="cross" />
          <span>{cancel}</span>
        </button>
      </div>
      <ol class="fair" aria-hidden="true">
        {Array.from({ length: steps }, (_, index) => (
          <li key={index} class={index + 1 < step ? 'done' : index + 1 === step ? 'now' : ''} />
        ))}
      </ol>
    </section>
  );
}
