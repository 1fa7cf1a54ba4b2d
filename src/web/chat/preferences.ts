import { useCallback, useState } from 'preact/hooks';

/** How somebody wants the chat to look and sound on this device. Holds nothing of what is said. */
export interface Preferences {
  readonly size: Size;
  readonly contrast: boolean;
  /** Small drawings beside topics and choices. */
  readonly drawings: boolean;
  /** Each new answer is read aloud. */
  readonly readAll: boolean;
}
export const sizes = ['normal', 'large', 'largest'] as const;
export type Size = (typeof sizes)[number];

const key = 'kommunlots.preferences';
const usual: Preferences = { size: 'normal', contrast: false, drawings: true, readAll: false };

/** The preferences of this device, and a function that changes some of them at once and for the next time. */
export function usePreferences(): [Preferences, (part: Partial<Preferences>) => void] {
  const [preferences, set] = useState(read);
  const change = useCallback((part: Partial<Preferences>) => {
    set((before) => {
      const after = { ...before, ...part };
      wear(after);
      write(after);
      return after;
    });
  }, []);
  return [preferences, change];
}

/** Puts them on the page, where the style sheets look for them. */
export function wear({ size, contrast, drawings }: Preferences): void {
  const { dataset } = document.documentElement;
  dataset.size = size;
  dataset.contrast = contrast ? 'more' : 'usual';
  dataset.drawings = drawings ? 'shown' : 'hidden';
}

export function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return usual;
    const { size, contrast, drawings, readAll } = stored as Record<string, unknown>;
    return {
      size: sizes.find((one) => one === size) ?? usual.size,
      contrast: contrast === true,
      drawings: drawings !== false,
      readAll: readAll === true,
    };
  } catch {
    return usual;
  }
}

function write(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // Forbidden storage: they last as long as the page.
  }
}
