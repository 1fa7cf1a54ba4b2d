import { isSwedish } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import type { ChatActions } from './conversation.ts';
import { Icon } from './Icon.tsx';
import type { Standing } from './standing.ts';

interface Props {
  readonly actions: ChatActions;
  readonly standing: Standing;
  readonly onSaying: (event: MouseEvent) => void;
}

/** Easy Swedish, a person, a visit: in the same place on every screen. */
export function Help({ actions, standing, onSaying }: Props) {
  const { language, say } = useWording();
  const easy = language === 'sv-simple';
  const saying = (text: string) => (event: MouseEvent) => {
    onSaying(event);
    actions.say(text);
  };
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
      {standing.with === 'queue' || standing.with === 'guide' ? (
        <p class="now">
          <Icon name={standing.with === 'queue' ? 'clock' : 'person'} />
          <span>
            {standing.with === 'queue'
              ? say('queuePlace', { position: standing.position })
              : say('withPerson', { name: standing.name ?? say('guide') })}
          </span>
        </p>
      ) : (
        <button type="button" class="person-btn" onClick={saying(say('person'))}>
          <Icon name="person" />
          <span>{say('person')}</span>
        </button>
      )}
      {standing.with !== 'guide' && (
        <button type="button" class="visit-btn" onClick={saying(say('visitCommand'))}>
          <Icon name="pin" />
          <span>{say('visit')}</span>
        </button>
      )}
    </div>
  );
}
