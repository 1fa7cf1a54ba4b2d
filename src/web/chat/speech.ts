import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';

/** Reads aloud by the browser's own voices. */
export interface Speaker {
  /** True when there is a voice for the language: without one nothing about reading is shown. */
  canSpeak(language: string | null): boolean;
  /** The key of what is being read; null when it is quiet. */
  readonly speaking: string | null;
  /** Reads passages one after the other; whatever was being read ends. */
  speak(key: string, passages: readonly string[], language: string): void;
  stop(): void;
}

const silent: Speaker = {
  canSpeak: () => false,
  speaking: null,
  speak: () => undefined,
  stop: () => undefined,
};

const SpeakerContext = createContext<Speaker>(silent);
export const SpeakerProvider = SpeakerContext.Provider;
export const useSpeaker = (): Speaker => useContext(SpeakerContext);

/** One speaker for the whole chat. Browsers tell of their voices late, and one at a time. */
export function useBrowserSpeaker(): Speaker {
  const synthesis = 'speechSynthesis' in window ? window.speechSynthesis : null;
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>(() => synthesis?.getVoices() ?? []);
  const [speaking, setSpeaking] = useState<string | null>(null);

  useEffect(() => {
    if (synthesis === null) return;
    const look = () => setVoices(synthesis.getVoices());
    look();
    synthesis.addEventListener('voiceschanged', look);
    const hush = () => synthesis.cancel();
    addEventListener('pagehide', hush);
    return () => {
      synthesis.removeEventListener('voiceschanged', look);
      removeEventListener('pagehide', hush);
      synthesis.cancel();
    };
  }, [synthesis]);

  return useMemo(() => {
    if (synthesis === null) return silent;
    const voiceFor = (language: string) => voices.find((voice) => primary(voice.lang) === primary(language));
    return {
      canSpeak: (language) => language !== null && voiceFor(language) !== undefined,
      speaking,
      speak: (key, passages, language) => {
        synthesis.cancel();
        const voice = voiceFor(language);
        if (voice === undefined || passages.length === 0) return;
        setSpeaking(key);
        const quiet = () => setSpeaking((now) => (now === key ? null : now));
        for (const [index, passage] of passages.entries()) {
          const utterance = new SpeechSynthesisUtterance(passage);
          utterance.voice = voice;
          utterance.lang = voice.lang;
          utterance.onerror = quiet;
          if (index === passages.length - 1) utterance.onend = quiet;
          synthesis.speak(utterance);
        }
      },
      stop: () => {
        synthesis.cancel();
        setSpeaking(null);
      },
    };
  }, [synthesis, voices, speaking]);
}

function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}
