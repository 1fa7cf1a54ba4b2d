import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';
import type { Talk } from './talk.ts';

/** True when somebody may be near who must not see what is said here. */
export function mayBeWatched({ said }: Talk): boolean {
  return said.some(({ topic, outcome }) => topic === 'violence' || outcome === 'warned_danger');
}

/** One press away from here. */
export function LeaveNow({ onLeave }: { readonly onLeave: () => void }) {
  const { say } = useWording();
  return (
    <button type="button" class="leave-now" onClick={onLeave}>
      <Icon name="leave" flip />
      <span>
        {say('leaveNow')}
        <small>{say('leaveNowHint')}</small>
      </span>
    </button>
  );
}
