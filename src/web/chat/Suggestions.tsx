import { speechOf } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import { Drawing } from './Drawing.tsx';
import type { Suggestion } from './talk.ts';

interface Props {
  readonly suggestions: readonly Suggestion[];
  readonly language: string | null;
  /** The first one is what all before it led to: it stands out. */
  readonly firstIsMain: boolean;
  /** Focus must leave before the buttons do. */
  readonly onChoose: (text: string, event: MouseEvent) => void;
}

/** What one may answer with one press. */
export function Suggestions({ suggestions, language, firstIsMain, onChoose }: Props) {
  const { say } = useWording();
  if (suggestions.length === 0) return null;
  return (
    <ul class="sugs" aria-label={say('suggestions')}>
      {suggestions.map(({ title, value, picture }, index) => (
        <li key={value}>
          <button
            type="button"
            class={firstIsMain && index === 0 ? 'sug main' : 'sug'}
            {...speechOf(language)}
            onClick={(event) => onChoose(value, event)}
          >
            <Drawing address={picture} />
            <span>{title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
