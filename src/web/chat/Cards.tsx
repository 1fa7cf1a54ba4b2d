import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { Markdown } from '../markdown/Markdown.tsx';
import { plainText } from '../markdown/plain.ts';
import { readMarkdown } from '../markdown/read.ts';
import { safeHref } from '../markdown/safeHref.ts';
import type { speechOf } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import type { AdaptiveContent, CardButton, CardContent, HeroContent } from './attachments.ts';
import { WayLink } from './Ways.tsx';

interface Props {
  readonly cards: readonly CardContent[];
  readonly speech: ReturnType<typeof speechOf>;
  readonly onSay: (text: string) => void;
}

/** Fetches what draws Adaptive Cards. */
export type FetchCardDrawer = () => Promise<typeof import('./adaptiveCard.later.ts')>;
export const CardDrawer = createContext<FetchCardDrawer>(() =>
  Promise.reject(new Error('nothing draws cards')),
);

/** Cards of Bot Framework that came with a message. */
export function Cards({ cards, speech, onSay }: Props) {
  return (
    <>
      {cards.map((card, index) =>
        card.kind === 'hero' ? (
          <Hero key={index} card={card} speech={speech} onSay={onSay} />
        ) : (
          <Adaptive key={index} card={card} speech={speech} onSay={onSay} />
        ),
      )}
    </>
  );
}

interface CardProps<Card> extends Omit<Props, 'cards'> {
  readonly card: Card;
}

function Hero({ card, speech, onSay }: CardProps<HeroContent>) {
  const { title, subtitle, text, images, buttons } = card;
  return (
    <section class="card" {...speech}>
      {images.map(({ address, words }) => (
        <img key={address} class="hero-picture" src={address} alt={words} />
      ))}
      <div class="in">
        {title !== null && <h3>{title}</h3>}
        {subtitle !== null && <p class="subtitle">{subtitle}</p>}
        {text !== null && <Markdown blocks={readMarkdown(text)} />}
        {buttons.length > 0 && (
          <ul class="btns">
            {buttons.map((button) => (
              <li key={button.title}>
                <HeroButton button={button} onSay={onSay} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function HeroButton({ button, onSay }: { readonly button: CardButton } & Pick<Props, 'onSay'>) {
  const { title } = button;
  if (button.does === 'open')
    return <WayLink way={{ href: button.href, lead: '', name: title, hint: '' }} primary={false} />;
  return (
    <button type="button" class="btn" onClick={() => onSay(button.value)}>
      <span class="grow">{title}</span>
    </button>
  );
}

/** Drawn by the library of Adaptive Cards, which is fetched when the first one comes; without contact it can be tried again. */
function Adaptive({ card, speech, onSay }: CardProps<AdaptiveContent>) {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const { say } = useWording();
  const fetchDrawer = useContext(CardDrawer);
  const draw = async (): Promise<void> => {
    try {
      const { drawAdaptiveCard } = await fetchDrawer();
      const wiring = { onSay, answer: say('cardAnswer'), wordsOf, safeHref };
      place.current?.replaceChildren(drawAdaptiveCard(card.content, wiring));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  useEffect(() => {
    void draw();
    // The card never changes, and to draw it anew would empty what somebody has filled in.
  }, [card]);
  return (
    <section class="card adaptive" {...speech}>
      <div class="in" ref={place} />
      {failed && (
        <button type="button" class="btn small" onClick={() => void draw()}>
          {say('tryAgain')}
        </button>
      )}
    </section>
  );
}

function wordsOf(markdown: string): string {
  return readMarkdown(markdown)
    .map((block) => ('inner' in block ? plainText(block.inner) : markdown))
    .join(' ');
}
