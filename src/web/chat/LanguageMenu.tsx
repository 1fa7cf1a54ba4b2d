import { isSwedish, type Language, menuLanguages } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';
import { Popup } from './Popup.tsx';

/** The languages, each by its own name. */
export function LanguageMenu({ onChoose }: { readonly onChoose: (language: Language) => void }) {
  const { language, say } = useWording();
  const isCurrent = (one: Language) => one === language || (one === 'sv' && isSwedish(language));
  const current = menuLanguages.find((one) => isCurrent(one.language));
  return (
    <Popup icon="globe" label={current?.name ?? ''} purpose={say('language')}>
      {(close) =>
        menuLanguages.map((one) => (
          <li key={one.language}>
            <button
              type="button"
              aria-current={isCurrent(one.language)}
              onClick={() => {
                close();
                if (!isCurrent(one.language)) onChoose(one.language);
              }}
            >
              <span lang={one.language}>
                <bdi>{one.name}</bdi>
              </span>
              {isCurrent(one.language) && <Icon name="yes" />}
            </button>
          </li>
        ))
      }
    </Popup>
  );
}
