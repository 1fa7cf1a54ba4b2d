import { useWording } from '../texts/texts.ts';
import type { ChatActions } from './conversation.ts';
import { embedded, leave } from './frame.ts';
import { Icon, Mark } from './Icon.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { Menu } from './Menu.tsx';
import type { Preferences } from './preferences.ts';

interface Props {
  readonly actions: ChatActions;
  readonly preferences: Preferences;
  readonly onPrefer: (part: Partial<Preferences>) => void;
  readonly onErase: () => void;
  readonly ended: boolean;
}

/** Who speaks here, and the tools that are in the same place on every screen. */
export function Head({ actions, preferences, onPrefer, onErase, ended }: Props) {
  const { say } = useWording();
  return (
    <header class="head">
      <div class="who">
        <Mark />
        <div>
          <h1>Kommunlots</h1>
          <p>{say('role')}</p>
        </div>
      </div>
      <div class="tools">
        <LanguageMenu onChoose={actions.speak} />
        <Menu
          actions={actions}
          preferences={preferences}
          onPrefer={onPrefer}
          onErase={onErase}
          ended={ended}
        />
        {embedded && (
          <button type="button" class="tool" onClick={leave}>
            <Icon name="close" />
            <span>{say('close')}</span>
          </button>
        )}
      </div>
    </header>
  );
}
