import { render } from 'preact';
import { App } from './App.tsx';
import { CardDrawer, type FetchCardDrawer } from './Cards.tsx';
import type { Conversation } from './conversation.ts';
import { FlowFetcher, type FlowParts } from './flowParts.ts';

/** Draws a conversation into the page; what draws Adaptive Cards, and what flows need, is fetched when the first one comes. */
export function draw(
  conversation: Conversation,
  root: HTMLElement,
  drawer: FetchCardDrawer,
  flows: () => Promise<FlowParts>,
): void {
  render(
    <CardDrawer.Provider value={drawer}>
      <FlowFetcher.Provider value={flows}>
        <App conversation={conversation} />
      </FlowFetcher.Provider>
    </CardDrawer.Provider>,
    root,
  );
}
