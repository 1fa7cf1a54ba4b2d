import '../style/adaptive.css';
import {
  type Action,
  AdaptiveCard,
  type IMarkdownProcessingResult,
  OpenUrlAction,
  SubmitAction,
} from 'adaptivecards';

/** What it needs of the chat is given to it: parts that it shared would be more files for those whom no card reaches. */
interface Wiring {
  readonly onSay: (text: string) => void;
  /** The words of a piece of Markdown. */
  readonly wordsOf: (markdown: string) => string;
  /** The address when it may be opened, else null. */
  readonly safeHref: (address: string) => string | null;
  /** What is said when a filled in card is sent by a button without words. */
  readonly answer: string;
}

/**
 * Draws an Adaptive Card. It may not lead anywhere that a message may not, and its texts hold no HTML; pictures of other
 * servers are kept out by the page's own policy. What is filled in is said as words, so that it stands in the
 * conversation as the citizen's own.
 */
export function drawAdaptiveCard(content: Readonly<Record<string, unknown>>, wiring: Wiring): HTMLElement {
  AdaptiveCard.onProcessMarkdown = (markdown: string, result: IMarkdownProcessingResult) => {
    result.outputHtml = escaped(wiring.wordsOf(markdown));
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  card.hostConfig.fontFamily = 'inherit';
  card.hostConfig.actions.maxActions = 6;
  card.hostConfig.supportsInteractivity = true;
  card.onExecuteAction = (action) => act(action, wiring);
  card.parse(content);
  return card.render() ?? document.createElement('div');
}

function act(action: Action, { onSay, answer, safeHref }: Wiring): void {
  if (action instanceof OpenUrlAction) {
    const href = safeHref(action.url ?? '');
    if (href !== null) window.open(href, '_blank', 'noopener,noreferrer');
  } else if (action instanceof SubmitAction) {
    onSay(saidBy(action) || (action.title ?? answer));
  }
}

/** What a pressed button says: its own text, or what was filled in. */
function saidBy(action: SubmitAction): string {
  const data = action.data;
  if (typeof data === 'string') return data;
  return Object.values(data ?? {})
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => String(value).trim())
    .filter((value) => value !== '')
    .join(', ');
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
