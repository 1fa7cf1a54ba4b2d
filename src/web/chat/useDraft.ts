import { useCallback, useState } from 'preact/hooks';

const key = 'kommunlots.draft';

/** What is being written, kept in the tab's own storage: a reload, or a phone that put the page away, takes nothing from anybody. */
export function useDraft(): [string, (change: (before: string) => string) => void] {
  const [text, setText] = useState(read);
  const change = useCallback((to: (before: string) => string) => {
    setText((before) => {
      const after = to(before);
      write(after);
      return after;
    });
  }, []);
  return [text, change];
}

/** With the conversation its draft is deleted. */
export function forgetDraft(): void {
  write('');
}

function read(): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Full or forbidden storage: it lasts as long as the page.
  }
}
