import { useEffect, useState } from 'preact/hooks';
import { useWording } from '../texts/texts.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly address: string;
  readonly onFetch: (address: string) => Promise<Blob>;
}

/** A picture of the conversation. Only its token opens it, so it is fetched and shown from memory. */
export function Picture({ address, onFetch }: Props) {
  const { say } = useWording();
  const own = address.startsWith('blob:');
  const [shown, setShown] = useState<string | null>(own ? address : null);

  useEffect(() => {
    if (own) return;
    let made: string | null = null;
    let left = false;
    onFetch(address)
      .then((picture) => {
        if (left) return;
        made = URL.createObjectURL(picture);
        setShown(made);
      })
      // The words beside the empty frame say what it was.
      .catch(() => undefined);
    return () => {
      left = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [address, own, onFetch]);

  if (shown !== null) return <img class="picture" src={shown} alt={say('ownPicture')} />;
  return (
    <p class="picture waits">
      <Icon name="picture" />
      {say('ownPicture')}
    </p>
  );
}
