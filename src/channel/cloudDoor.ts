import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type Response,
} from 'botbuilder';
import { errorCatalogue, KnownError } from '../errors.ts';
import type { OpenConversation } from '../turn/openConversation.ts';
import type { BotLogic } from './bot.ts';
import { noDrawing, toReplies } from './toActivities.ts';

/** The app registration that Azure Bot Service knows the bot by. */
export interface MicrosoftApp {
  readonly id: string;
  readonly password: string;
  readonly type: string;
  readonly tenantId: string;
}

export type CloudDoor = (request: Request, response: Response) => Promise<void>;

/**
 * The door for channels of Azure Bot Service. They do not start a conversation as Direct Line does, so the first
 * activity opens it, and a person who joins is greeted.
 *
 * @param app null serves the Bot Framework Emulator without signing in
 * @param dispose removes a conversation that its citizen deleted
 * @param tooLong says in a language (BCP 47) that a text is too long
 */
export function createCloudDoor(
  app: MicrosoftApp | null,
  bot: BotLogic,
  openConversation: OpenConversation,
  dispose: (conversation: string) => Promise<void>,
  tooLong: (locale: string | undefined) => string,
  report: (error: unknown) => void,
): CloudDoor {
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      app === null
        ? {}
        : {
            MicrosoftAppId: app.id,
            MicrosoftAppPassword: app.password,
            MicrosoftAppType: app.type,
            MicrosoftAppTenantId: app.tenantId,
          },
    ),
  );
  adapter.onTurnError = async (_context, error) => report(error);

  return (request, response) =>
    adapter.process(request, response, async (context) => {
      const { activity } = context;
      const id: string | undefined = activity.conversation?.id;
      if (id === undefined) return;
      // Channels name conversations as they like: apart from one another, and from those of our own door.
      const conversation = `${activity.channelId}/${id}`;
      const open = () =>
        openConversation({
          conversation,
          user: activity.from?.id ?? '',
          ...(activity.locale === undefined ? {} : { locale: activity.locale }),
        });
      const opening = await open();
      const joined = activity.membersAdded?.some((member) => member.id !== activity.recipient?.id) ?? false;
      if (opening !== null && joined) await context.sendActivities(toReplies(opening, noDrawing));
      try {
        await bot(context, conversation, []);
      } catch (error) {
        if (!(error instanceof KnownError)) throw error;
        if (error.id === 'conversation_ended') {
          // A channel keeps its conversation's id after its citizen deleted what was said: begin it anew.
          await dispose(conversation);
          await open();
          await bot(context, conversation, []);
        } else if (error.id === 'text_too_long') {
          await context.sendActivity(tooLong(activity.locale));
        } else if (errorCatalogue[error.id].reported) throw error;
      }
    });
}
