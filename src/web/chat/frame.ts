import { closeMessage, readyMessage } from './messages.ts';

/** True when the chat stands in another page's frame. */
export const embedded = window.parent !== window;

/** Asks the page around to put the chat away. The message holds nothing, so any page may hear it. */
export function leave(): void {
  window.parent.postMessage(closeMessage, '*');
}

/** Tells the page around that the chat runs. */
export function tellReady(): void {
  if (embedded) window.parent.postMessage(readyMessage, '*');
}

/** Everybody may look at the weather. */
const elsewhere = 'https://www.smhi.se/';

/** Puts another page in the place of this one and of the page around it, also in the browser's way back. */
export function goElsewhere(): void {
  (window.top ?? window).location.replace(elsewhere);
}
