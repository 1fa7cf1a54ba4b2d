import type { Page } from 'playwright-core';

/** What a bot, a guide or the queue sends. */
export type Sent = Readonly<Record<string, unknown>>;

/**
 * Lets a test send activities over the page's own stream, between those of the service. Call before the page is opened.
 *
 * @returns sends one, with an id and a time where it has none
 */
export async function joinStream(page: Page): Promise<(activity: Sent) => void> {
  let deliver: ((text: string) => void) | null = null;
  await page.routeWebSocket(/\/stream\?/, (route) => {
    const server = route.connectToServer();
    server.onMessage((message) => route.send(message));
    deliver = (text) => route.send(text);
  });
  let count = 0;
  return (activity) => {
    if (deliver === null) throw new Error('The page has no stream yet.');
    count += 1;
    const whole = {
      id: `joined-${count}`,
      timestamp: new Date().toISOString(),
      from: { id: 'kommunlots', name: 'Kommunlots', role: 'bot' },
      ...activity,
    };
    deliver(JSON.stringify({ activities: [whole] }));
  };
}
