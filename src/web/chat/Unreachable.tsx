import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';

/** The chat could not begin. Never a dead end: a number to call, and a way to try again. */
export function Unreachable({ busy, onRetry }: { readonly busy: boolean; readonly onRetry: () => void }) {
  const { say } = useWording();
  return (
    <section class="card" role="alert">
      <div class="in">
        <h2>{say(busy ? 'busyTitle' : 'errorTitle')}</h2>
        <p>{say(busy ? 'busyText' : 'errorText')}</p>
        <div class="btns">
          <a class="btn primary" href={say('phoneLink')}>
            <Icon name="phone" />
            <span class="grow">
              <CallLabel />
              <small>{say('callHint')}</small>
            </span>
          </a>
          <button type="button" class="btn" onClick={onRetry}>
            <Icon name="again" flip />
            <span class="grow">{say('tryAgain')}</span>
          </button>
        </div>
      </div>
    </section>
  );
}

/** The number keeps its own direction in a right-to-left sentence. */
function CallLabel() {
  const { say } = useWording();
  const [before, after] = say('call', { phone: '\n' }).split('\n');
  return (
    <>
      {before}
      <bdi dir="ltr" class="num">
        {say('phone')}
      </bdi>
      {after}
    </>
  );
}
