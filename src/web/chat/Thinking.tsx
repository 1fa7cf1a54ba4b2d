import { useEffect, useState } from 'preact/hooks';
import { useWording } from '../texts/texts.ts';

const longAfter = 8000;
const hiddenAfter = 60_000;

/** Says that an answer is on its way; null while the chat itself starts. Still for those who want no motion. */
export function Thinking({ since }: { readonly since: number | null }) {
  const { say } = useWording();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const waited = since === null ? 0 : now - since;
  if (waited > hiddenAfter) return null;
  return (
    <p class="typing">
      <i aria-hidden="true">
        <b />
      </i>
      {since === null ? say('connecting') : say(waited > longAfter ? 'thinkingLong' : 'thinking')}
    </p>
  );
}
