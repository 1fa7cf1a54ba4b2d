import { useEffect, useState } from 'preact/hooks';
import { useWording } from '../texts/texts.ts';
import type { Standing } from './standing.ts';

const longAfter = 8000;
const hiddenAfter = 60_000;
/** Who writes tells it every few seconds; a person who paused for this long does not write any more. */
const writesFor = 8000;

interface Props {
  /** Null while the chat itself starts. */
  readonly since: number | null;
  readonly standing: Standing;
}

/** Says that an answer is on its way. Still for those who want no motion. */
export function Thinking({ since, standing }: Props) {
  const { say } = useWording();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const waited = since === null ? 0 : now - since;
  const guide = standing.with === 'guide';
  if (waited > (guide ? writesFor : hiddenAfter)) return null;
  const words = () => {
    if (since === null) return say('connecting');
    if (guide) return say('guideTypes', { name: standing.name ?? say('someone') });
    return say(waited > longAfter ? 'thinkingLong' : 'thinking');
  };
  return (
    <p class="typing">
      <i aria-hidden="true">
        <b />
      </i>
      {words()}
    </p>
  );
}
