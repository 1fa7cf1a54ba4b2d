import type { Block } from '../markdown/blocks.ts';
import { spokenPassages } from '../markdown/spoken.ts';
import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';
import { useSpeaker } from './speech.ts';

interface Props {
  /** Names what is read. */
  readonly of: string;
  readonly blocks: readonly Block[];
  readonly language: string | null;
}

/** Reads one message aloud, or stops. Not there where the browser has no voice for its language. */
export function Listen({ of, blocks, language }: Props) {
  const { say } = useWording();
  const speaker = useSpeaker();
  if (language === null || !speaker.canSpeak(language)) return null;
  const reading = speaker.speaking === of;
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => (reading ? speaker.stop() : speaker.speak(of, spokenPassages(blocks), language))}
    >
      <Icon name={reading ? 'stop' : 'listen'} />
      <span>{say(reading ? 'stopReading' : 'readAloud')}</span>
    </button>
  );
}
