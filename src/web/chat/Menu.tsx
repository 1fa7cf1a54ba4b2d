import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';
import { Popup } from './Popup.tsx';

interface Props {
  readonly onStartOver: () => void;
  readonly onErase: () => void;
}

/** What can be done with the whole conversation. */
export function Menu({ onStartOver, onErase }: Props) {
  const { say } = useWording();
  return (
    <Popup icon="menu" label={say('menu')}>
      {(close) => (
        <>
          <li>
            <button
              type="button"
              onClick={() => {
                close();
                onStartOver();
              }}
            >
              <Icon name="again" flip />
              <span>
                {say('startOver')}
                <small>{say('startOverHint')}</small>
              </span>
            </button>
          </li>
          <li>
            <button
              type="button"
              onClick={() => {
                close();
                onErase();
              }}
            >
              <Icon name="trash" />
              <span>
                {say('deleteChat')}
                <small>{say('deleteChatHint')}</small>
              </span>
            </button>
          </li>
        </>
      )}
    </Popup>
  );
}
