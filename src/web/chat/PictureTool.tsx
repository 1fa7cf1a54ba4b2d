import { useRef } from 'preact/hooks';
import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';
import type { ChosenPicture } from './usePicture.ts';

/** Adds a picture from the camera or the device to what is being written. */
export function PictureTool({ chosen }: { readonly chosen: ChosenPicture }) {
  const { say } = useWording();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        class="vh"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) chosen.choose(file);
          // The same one may be chosen again after it was removed.
          event.currentTarget.value = '';
        }}
      />
      <button type="button" class="quiet" onClick={() => input.current?.click()}>
        <Icon name="picture" />
        <span>{say('addPicture')}</span>
      </button>
    </>
  );
}

interface StateProps {
  readonly chosen: ChosenPicture;
  /** The focus goes there when the button for removal goes. */
  readonly onRemove: () => void;
}

/** The picture that will go along, or why one will not. The region stays, so that screen readers hear changes. */
export function PictureState({ chosen: { picture, refused, remove }, onRemove }: StateProps) {
  const { say } = useWording();
  return (
    <div class="chosen">
      <p class={refused === null ? 'left' : 'left over'} role="status">
        {refused !== null && (
          <>
            <Icon name="warn" />
            {say(refused)}
          </>
        )}
        {refused === null && picture !== null && (
          <>
            <img src={picture.preview} alt="" />
            {say('pictureReady')}
          </>
        )}
      </p>
      {picture !== null && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            remove();
            onRemove();
          }}
        >
          <Icon name="cross" />
          <span>{say('removePicture')}</span>
        </button>
      )}
    </div>
  );
}
