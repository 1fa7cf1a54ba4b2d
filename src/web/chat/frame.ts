/** True when the chat stands in another page's frame. */
export const embedded = window.parent !== window;

/** What the chat tells the page around it. It listens to nothing that page says. */
export const closeMessage = 'kommunlots/close';

/** Asks the page around to put the chat away. The message holds nothing, so any page may hear it. */
export function leave(): void {
  window.parent.postMessage(closeMessage, '*');
}
