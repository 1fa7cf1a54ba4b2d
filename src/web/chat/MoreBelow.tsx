import type { RefObject } from 'preact';
import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';
import { scrollerOf } from './useReadingPlace.ts';

/** Tells that the answer goes on below, and goes there. */
export function MoreBelow({
  visible,
  thread,
}: {
  readonly visible: boolean;
  readonly thread: RefObject<HTMLElement>;
}) {
  const { say } = useWording();
  if (!visible) return null;
  return (
    <div class="more-wrap">
      <button
        type="button"
        class="more"
        onClick={() => {
          if (thread.current === null) return;
          const scroller = scrollerOf(thread.current);
          const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
          scroller.scrollBy({ top: scroller.clientHeight * 0.75, behavior: calm ? 'auto' : 'smooth' });
        }}
      >
        <Icon name="down" />
        {say('more')}
      </button>
    </div>
  );
}
