import { isSwedish } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import type { ChatActions } from './conversation.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly actions: ChatActions;
  readonly onSaying: (event: MouseEvent) => void;
}

/** Easy Swedish and a person: in the same place on every screen. */
export function Help({ actions, onSaying }: Props) {
  const { language, say } = useWording();
  const easy = language === 'sv-simple';
  return (
    <div class="help">
      {isSwedish(language) && (
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={easy}
          onClick={() => actions.speak(easy ? 'sv' : 'sv-simple')}
        >
          <span class="track" />
          <span>{say('easySwedish')}</span>
        </button>
      )}
      <button
        type="button"
        class="person-btn"
        onClick={(event) => {
          onSaying(event);
          actions.say(say('person'));
        }}
      >
        <Icon name="person" />
        <span>{say('person')}</span>
      </button>
    </div>
  );
}
