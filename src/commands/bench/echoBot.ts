import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Activity, ActivityHandler, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import restify, { type Request, type Response } from 'restify';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * The least that a bot behind Direct Line can be, to measure against: restify, botbuilder's echo, and conversations in
 * memory. It checks that a token is one of its own; it keeps, understands and bounds nothing.
 */
class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
  }
}

/** Sends by the conversation's stream. */
class MemoryAdapter extends BotAdapter {
  readonly #send: (conversation: string, activities: readonly Partial<Activity>[]) => void;

  constructor(send: (conversation: string, activities: readonly Partial<Activity>[]) => void) {
    super();
    this.#send = send;
  }

  process(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), logic);
  }

  override async sendActivities(
    { activity }: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent = activities.map((each) => ({ ...each, id: randomUUID(), replyToId: activity.id ?? '' }));
    this.#send(activity.conversation.id, sent);
    return sent.map(({ id }) => ({ id }));
  }

  override async updateActivity(): Promise<undefined> {
    throw new Error('an echo changes nothing');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('an echo deletes nothing');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('an echo never speaks first');
  }
}

interface Conversation {
  readonly token: string;
  stream: WebSocket | null;
  watermark: number;
}

const conversations = new Map<string, Conversation>();
const bot = new EchoBot();
const adapter = new MemoryAdapter((id, activities) => {
  const conversation = conversations.get(id);
  if (conversation === undefined) return;
  conversation.watermark += activities.length;
  conversation.stream?.send(JSON.stringify({ activities, watermark: String(conversation.watermark) }));
});

const server = restify.createServer({ name: 'echo' });
server.use(restify.plugins.bodyParser());

server.post('/v3/directline/tokens/generate', async (_request: Request, response: Response) => {
  const conversationId = randomUUID();
  const token = randomUUID();
  conversations.set(conversationId, { token, stream: null, watermark: 0 });
  response.send(200, { conversationId, token: `${conversationId}.${token}`, expires_in: 3600 });
});

server.post('/v3/directline/conversations', async (request: Request, response: Response) => {
  const conversationId = admit(request.headers.authorization?.replace('Bearer ', ''));
  if (conversationId === null) return void response.send(403);
  const token = `${conversationId}.${conversations.get(conversationId)?.token}`;
  const streamUrl = `${address().replace('http', 'ws')}/v3/directline/stream?t=${token}`;
  response.send(201, { conversationId, token, streamUrl, expires_in: 3600 });
});

server.post('/v3/directline/conversations/:id/activities', async (request: Request, response: Response) => {
  const conversation = admit(request.headers.authorization?.replace('Bearer ', ''));
  if (conversation === null || conversation !== request.params.id) return void response.send(403);
  const activity = {
    ...request.body,
    id: randomUUID(),
    channelId: 'directline',
    conversation: { id: conversation },
    from: { id: 'citizen' },
    recipient: { id: 'bot' },
    timestamp: new Date().toISOString(),
  };
  const { stream } = conversations.get(conversation) ?? {};
  stream?.send(JSON.stringify({ activities: [activity] }));
  await adapter.process(activity, (context) => bot.run(context));
  response.send(200, { id: activity.id });
});

const streams = new WebSocketServer({ noServer: true, perMessageDeflate: false });
server.on('upgrade', (request, socket, head) => {
  const id = admit(new URL(request.url ?? '', 'http://localhost').searchParams.get('t') ?? undefined);
  const conversation = id === null ? undefined : conversations.get(id);
  if (conversation === undefined) socket.destroy();
  else
    streams.handleUpgrade(request, socket, head, (stream) => {
      conversation.stream = stream;
    });
});

server.listen(0, '127.0.0.1', () => process.send?.(address()));
process.once('SIGTERM', () => process.exit(0));

/** The conversation that a token is for; null when it is none of ours. */
function admit(bearer = ''): string | null {
  const [id = '', token] = bearer.split('.');
  return conversations.get(id)?.token === token ? id : null;
}

function address(): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
