import { type Activity, record, text } from '../directline/protocol.ts';
import { safeHref } from '../markdown/safeHref.ts';

/** What a card's button does: says something for the citizen, or leads somewhere. */
export type CardButton =
  | { readonly does: 'say'; readonly title: string; readonly value: string }
  | { readonly does: 'open'; readonly title: string; readonly href: string };

/** A card of Bot Framework that we draw ourselves: a hero or thumbnail card. */
export interface HeroContent {
  readonly kind: 'hero';
  readonly title: string | null;
  readonly subtitle: string | null;
  /** Markdown. */
  readonly text: string | null;
  readonly images: readonly { readonly address: string; readonly words: string }[];
  readonly buttons: readonly CardButton[];
}

/** An Adaptive Card, drawn by its own library; what it holds is checked there. */
export interface AdaptiveContent {
  readonly kind: 'adaptive';
  readonly content: Readonly<Record<string, unknown>>;
}

export type CardContent = HeroContent | AdaptiveContent;

/** Pictures at the door's own addresses; any other address is not gone to. */
export function picturesOf({ attachments = [] }: Activity): string[] {
  return attachments.flatMap(({ contentType, contentUrl }) =>
    contentType?.startsWith('image/') === true && contentUrl?.startsWith('/v3/directline/') === true
      ? [contentUrl]
      : [],
  );
}

export function cardsOf({ attachments = [] }: Activity): CardContent[] {
  return attachments.flatMap(({ contentType, content }): CardContent[] => {
    switch (contentType) {
      case 'application/vnd.microsoft.card.hero':
      case 'application/vnd.microsoft.card.thumbnail':
        return [heroOf(record(content))];
      case 'application/vnd.microsoft.card.adaptive':
        return [{ kind: 'adaptive', content: record(content) }];
      default:
        return [];
    }
  });
}

function heroOf(content: Readonly<Record<string, unknown>>): HeroContent {
  return {
    kind: 'hero',
    title: text(content.title),
    subtitle: text(content.subtitle),
    text: text(content.text),
    images: listOf(content.images).flatMap(({ url, alt }) => {
      const address = text(url);
      return address !== null && isOwn(address) ? [{ address, words: text(alt) ?? '' }] : [];
    }),
    buttons: listOf(content.buttons).flatMap((action) => buttonOf(action)),
  };
}

/** A CardAction as a button; one that does what we do not let it do (download, sign in) is left out. */
function buttonOf({ type, title, value }: Readonly<Record<string, unknown>>): CardButton[] {
  const words = text(title) ?? text(value);
  const said = text(value) ?? words;
  if (words === null || said === null) return [];
  if (type === 'imBack' || type === 'messageBack' || type === 'postBack')
    return [{ does: 'say', title: words, value: said }];
  const href = type === 'call' ? safeHref(said.includes(':') ? said : `tel:${said}`) : safeHref(said);
  return href !== null && (type === 'openUrl' || type === 'call')
    ? [{ does: 'open', title: words, href }]
    : [];
}

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** Pictures come from our own server only: the address of another would tell it who reads. */
function isOwn(address: string): boolean {
  return address.startsWith('/') && !address.startsWith('//');
}
