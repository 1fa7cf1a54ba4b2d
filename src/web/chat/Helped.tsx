import { useState } from 'preact/hooks';
import { useWording } from '../texts/texts.ts';

interface Props {
  /** The answer that is asked about. */
  readonly answer: string;
  readonly onRate: (helped: boolean, event: MouseEvent) => void;
}

/** "Did you get an answer?", once for each answer, as long as it is the last thing that was said. */
export function Helped({ answer, onRate }: Props) {
  const { say } = useWording();
  const [rated, setRated] = useState<string | null>(null);
  if (rated === answer) return null;
  const choose = (helped: boolean) => (event: MouseEvent) => {
    setRated(answer);
    onRate(helped, event);
  };
  return (
    <fieldset class="helped">
      <legend>{say('helpedQuestion')}</legend>
      <button type="button" class="quiet" onClick={choose(true)}>
        {say('helpedYes')}
      </button>
      <button type="button" class="quiet" onClick={choose(false)}>
        {say('helpedNo')}
      </button>
    </fieldset>
  );
}
