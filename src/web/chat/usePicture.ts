import { useState } from 'preact/hooks';
import type { Picture } from './conversation.ts';

/** What the door takes, less the room for the activity that goes along. */
const largestBytes = 10 * 1024 * 1024 - 64 * 1024;

export interface ChosenPicture {
  readonly picture: Picture | null;
  /** Why the last one that was chosen cannot be sent. */
  readonly refused: 'pictureTooLarge' | 'notPicture' | null;
  choose(file: File): void;
  /** Lets go of it, unsent. */
  remove(): void;
  /** It was handed on: whoever has it now forgets its preview. */
  handedOn(): void;
}

/** The picture that goes with what is being written; one that cannot be sent is refused before it is. */
export function usePicture(): ChosenPicture {
  const [picture, setPicture] = useState<Picture | null>(null);
  const [refused, setRefused] = useState<ChosenPicture['refused']>(null);
  const letGo = () => {
    if (picture !== null) URL.revokeObjectURL(picture.preview);
    setPicture(null);
  };
  return {
    picture,
    refused,
    choose: (file) => {
      const fault = faultOf(file);
      setRefused(fault);
      if (fault !== null) return;
      letGo();
      setPicture({ file, preview: URL.createObjectURL(file) });
    },
    remove: () => {
      setRefused(null);
      letGo();
    },
    handedOn: () => {
      setRefused(null);
      setPicture(null);
    },
  };
}

function faultOf({ type, size }: File): ChosenPicture['refused'] {
  if (!type.startsWith('image/')) return 'notPicture';
  return size > largestBytes ? 'pictureTooLarge' : null;
}
