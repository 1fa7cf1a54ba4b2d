import { DirectLine } from 'botframework-directlinejs';
import WebSocket from 'ws';
import XMLHttpRequest from 'xhr2';
import { z } from 'zod';

/** Every socket that the client opened, so that a test can cut them. */
export const sockets: WebSocket[] = [];

/** DirectLineJS was written for browsers: it finds what they have as globals. */
export function installBrowserGlobals(): void {
  class RecordedSocket extends WebSocket {
    constructor(url: string) {
      super(url);
      // A cut while connecting is an error event that nobody else hears.
      this.on('error', () => undefined);
      sockets.push(this);
    }
  }
  Object.assign(globalThis, { XMLHttpRequest, WebSocket: RecordedSocket });
}

const seenSchema = z.looseObject({
  id: z.string(),
  from: z.looseObject({ id: z.string(), role: z.string().optional() }),
  text: z.string().optional(),
});

/** Microsoft's own client in one conversation, with everything that it was given. */
export function openMicrosoftClient(url: string, token: string, webSocket: boolean) {
  const client = new DirectLine({ domain: `${url}/v3/directline`, token, webSocket, pollingInterval: 200 });
  const seen: z.infer<typeof seenSchema>[] = [];
  const subscription = client.activity$.subscribe(
    (activity) => seen.push(seenSchema.parse(activity)),
    // Without an error handler, ending it throws.
    () => undefined,
  );
  return {
    seen,
    say: (text: string) =>
      new Promise<string>((resolve, reject) => {
        client.postActivity({ type: 'message', text, from: { id: 'citizen' } }).subscribe(resolve, reject);
      }),
    until: async (count: number, milliseconds = 5000) => {
      const deadline = Date.now() + milliseconds;
      while (seen.length < count) {
        if (Date.now() > deadline)
          throw new Error(`the client was given ${seen.length} activities, not ${count}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    end: () => {
      subscription.unsubscribe();
      client.end();
    },
  };
}
