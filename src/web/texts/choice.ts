import { isServed, type Language } from './languages.ts';

const key = 'kommunlots.language';

/** The language asked for in the address (`?lang=fi`), or null. */
export function askedLanguage(): Language | null {
  const asked = new URLSearchParams(location.search).get('lang');
  return isServed(asked) ? asked : null;
}

/** The language chosen here before, else that of the page around (`?page=fi`), else Swedish. */
export function rememberedLanguage(): Language {
  const around = new URLSearchParams(location.search).get('page');
  return [stored(), around].find(isServed) ?? 'sv';
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Forbidden storage: the choice lasts as long as the page.
  }
}

/** Once a language was chosen by hand, the address no longer asks for another one at the next reload. */
export function forgetAskedLanguage(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has('lang')) return;
  address.searchParams.delete('lang');
  history.replaceState(history.state, '', address);
}

/** Tells when another page of ours (the chat in its frame, another tab) chose a language. */
export function onLanguageChosen(tell: (language: Language) => void): void {
  addEventListener('storage', (event) => {
    if (event.key === key && isServed(event.newValue)) tell(event.newValue);
  });
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
