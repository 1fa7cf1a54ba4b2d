import { useEffect, useRef } from 'preact/hooks';
import { spokenPassages } from '../markdown/spoken.ts';
import { blocksOf } from './readSaid.ts';
import type { Speaker } from './speech.ts';
import { lastMessage, type Talk } from './talk.ts';

/** Older than this an answer is one of a conversation that was opened again: it is not read of itself. */
const freshMilliseconds = 15_000;

/** Reads each new answer aloud, for those who asked for it. */
export function useReadAll(talk: Talk, wanted: boolean, speaker: Speaker): void {
  const read = useRef<string | null>(null);
  const last = lastMessage(talk);
  useEffect(() => {
    if (!wanted || last === undefined || last.key === read.current) return;
    read.current = last.key;
    if (last.by === 'me' || last.language === null || Date.now() - last.at > freshMilliseconds) return;
    speaker.speak(last.key, spokenPassages(blocksOf(last)), last.language);
  }, [wanted, last, speaker]);
}
