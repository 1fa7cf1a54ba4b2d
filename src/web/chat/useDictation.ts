import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../texts/languages.ts';

/** What we use of the browser's speech recognition, which TypeScript's library does not know. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult:
    | ((event: { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> }) => void)
    | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
}
type RecognitionClass = new () => Recognition;

/** The tags that speech recognisers know. */
const tags: Readonly<Record<Language, string>> = {
  sv: 'sv-SE',
  'sv-simple': 'sv-SE',
  fi: 'fi-FI',
  en: 'en-GB',
  ar: 'ar',
};

export interface Dictation {
  readonly state: 'quiet' | 'listening' | 'failed';
  toggle(): void;
}

/** Dictation where the browser has it, else null. Nothing is sent by it: what was heard is put into the field. */
export function useDictation(language: Language, onHeard: (text: string) => void): Dictation | null {
  const [state, setState] = useState<Dictation['state']>('quiet');
  const running = useRef<Recognition | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const known = classOf();
  if (known === null) return null;

  const listen = () => {
    const recognition = new known();
    recognition.lang = tags[language];
    recognition.interimResults = false;
    recognition.onresult = ({ results }) => {
      const heard = Array.from(results, (result) => result[0]?.transcript ?? '')
        .join(' ')
        .trim();
      if (heard !== '') onHeard(heard);
    };
    recognition.onerror = ({ error }) => {
      // Silence and a press on "stop" are no faults.
      if (error !== 'no-speech' && error !== 'aborted') setState('failed');
    };
    recognition.onend = () => {
      running.current = null;
      setState((before) => (before === 'failed' ? 'failed' : 'quiet'));
    };
    running.current = recognition;
    setState('listening');
    recognition.start();
  };
  return {
    state,
    toggle: () => {
      if (running.current === null) listen();
      else running.current.abort();
    },
  };
}

function classOf(): RecognitionClass | null {
  const known = window as {
    SpeechRecognition?: RecognitionClass;
    webkitSpeechRecognition?: RecognitionClass;
  };
  return known.SpeechRecognition ?? known.webkitSpeechRecognition ?? null;
}
