import type { ComponentChildren } from 'preact';
import { useWording } from '../texts/texts.ts';
import type { ChatActions } from './conversation.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Popup } from './Popup.tsx';
import { type Preferences, type Size, sizes } from './preferences.ts';
import { useSpeaker } from './speech.ts';

interface Props {
  readonly actions: ChatActions;
  readonly preferences: Preferences;
  readonly onPrefer: (part: Partial<Preferences>) => void;
  readonly onErase: () => void;
  /** Of an ended conversation nothing can be saved or deleted any more. */
  readonly ended: boolean;
}

/** How the chat looks and sounds, and what can be done with the whole conversation. */
export function Menu({ actions, preferences, onPrefer, onErase, ended }: Props) {
  const { language, say } = useWording();
  const { size, contrast, drawings, readAll } = preferences;
  const canSpeak = useSpeaker().canSpeak(language);
  return (
    <Popup icon="menu" label={say('menu')}>
      {(close) => (
        <>
          <Sizes size={size} onChoose={(chosen) => onPrefer({ size: chosen })} />
          <Switch icon="contrast" on={contrast} onTurn={(on) => onPrefer({ contrast: on })}>
            {say('contrast')}
          </Switch>
          <Switch icon="picture" on={drawings} onTurn={(on) => onPrefer({ drawings: on })}>
            {say('pictures')}
          </Switch>
          {canSpeak && (
            <Switch icon="listen" on={readAll} onTurn={(on) => onPrefer({ readAll: on })}>
              {say('readAll')}
            </Switch>
          )}
          {!ended && (
            <>
              <Item icon="save" hint={say('saveHint')} onPress={() => leave(close, actions.save)}>
                {say('save')}
              </Item>
              <Item icon="print" onPress={() => leave(close, () => setTimeout(() => window.print()))}>
                {say('print')}
              </Item>
              <Item icon="again" hint={say('startOverHint')} onPress={() => leave(close, actions.startOver)}>
                {say('startOver')}
              </Item>
              <Item icon="trash" hint={say('deleteChatHint')} onPress={() => leave(close, onErase)}>
                {say('deleteChat')}
              </Item>
            </>
          )}
        </>
      )}
    </Popup>
  );
}

/** The menu closes first: what is done next may take the focus. */
function leave(close: () => void, act: () => void): void {
  close();
  act();
}

const sizeTexts = { normal: 'sizeNormal', large: 'sizeLarge', largest: 'sizeLargest' } as const;

function Sizes({ size, onChoose }: { readonly size: Size; readonly onChoose: (size: Size) => void }) {
  const { say } = useWording();
  return (
    <li>
      <fieldset class="sizes">
        <legend>{say('textSize')}</legend>
        {sizes.map((one) => (
          <button
            key={one}
            type="button"
            class={`size-${one}`}
            aria-pressed={one === size}
            aria-label={say(sizeTexts[one])}
            onClick={() => onChoose(one)}
          >
            <span aria-hidden="true">A</span>
          </button>
        ))}
      </fieldset>
    </li>
  );
}

interface ItemProps {
  readonly icon: IconName;
  readonly hint?: string;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

function Item({ icon, hint, onPress, children }: ItemProps) {
  return (
    <li>
      <button type="button" onClick={onPress}>
        <Icon name={icon} flip={icon === 'again'} />
        <span>
          {children}
          {hint !== undefined && <small>{hint}</small>}
        </span>
      </button>
    </li>
  );
}

interface SwitchProps {
  readonly icon: IconName;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
  readonly children: ComponentChildren;
}

/** Stays open when it is turned, so that one sees what it does. */
function Switch({ icon, on, onTurn, children }: SwitchProps) {
  return (
    <li>
      <button type="button" class="switch" role="switch" aria-checked={on} onClick={() => onTurn(!on)}>
        <Icon name={icon} />
        <span>{children}</span>
        <i class="track" aria-hidden="true" />
      </button>
    </li>
  );
}
