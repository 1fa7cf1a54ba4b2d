import { render } from 'preact';
import { App } from './App.tsx';
import { CardDrawer, type FetchCardDrawer } from './Cards.tsx';
import type { Conversation } from './conversation.ts';

/** Draws a conversation into the page; what draws Adaptive Cards is fetched when the first one comes. */
export function draw(conversation: Conversation, root: HTMLElement, drawer: FetchCardDrawer): void {
  render(
    <CardDrawer.Provider value={drawer}>
      <App conversation={conversation} />
    </CardDrawer.Provider>,
    root,
  );
}
