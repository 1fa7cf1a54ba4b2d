import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { Markdown } from '../markdown/Markdown.tsx';
import { plainText } from '../markdown/plain.ts';
import { readMarkdown } from '../markdown/read.ts';
import { safeHref } from '../markdown/safeHref.ts';
import type { speechOf } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import type { AdaptiveContent, CardButton, CardContent, HeroContent } from './attachments.ts';
import { Icon } from './Icon.tsx';

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
  const { say } = useWording();
  if (button.does === 'say')
    return (
      <button type="button" class="btn" onClick={() => onSay(button.value)}>
        <span class="grow">{button.title}</span>
      </button>
    );
  const site = button.href.startsWith('https:');
  return (
    <a class="btn" href={button.href} {...(site ? { target: '_blank', rel: 'noopener noreferrer' } : {})}>
      <Icon name={site ? 'out' : 'phone'} />
      <span class="grow">
        {button.title}
        {site && (
          <small>{say('opensSite', { site: new URL(button.href).hostname.replace(/^www\./, '') })}</small>
        )}
      </span>
    </a>
  );
}

/** Drawn by the library of Adaptive Cards, which is fetched when the first one comes. */
function Adaptive({ card, speech, onSay }: CardProps<AdaptiveContent>) {
  const place = useRef<HTMLDivElement>(null);
  const { say } = useWording();
  const drawer = useContext(CardDrawer);
  useEffect(() => {
    const into = place.current;
    let left = false;
    void drawer().then(({ drawAdaptiveCard }) => {
      if (!left)
        into?.replaceChildren(
          drawAdaptiveCard(card.content, { onSay, answer: say('cardAnswer'), wordsOf, safeHref }),
        );
    });
    return () => {
      left = true;
    };
    // The card never changes, and to draw it anew would empty what somebody has filled in.
  }, [card, drawer]);
  return (
    <section class="card adaptive" {...speech}>
      <div class="in" ref={place} />
    </section>
  );
}

function wordsOf(markdown: string): string {
  return readMarkdown(markdown)
    .map((block) => ('inner' in block ? plainText(block.inner) : markdown))
    .join(' ');
}
