import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type Response,
} from 'botbuilder';
import type { OpenConversation } from '../turn/openConversation.ts';
import type { BotLogic } from './bot.ts';
import { toReplies } from './toActivities.ts';

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
 */
export function createCloudDoor(
  app: MicrosoftApp | null,
  bot: BotLogic,
  openConversation: OpenConversation,
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
      const opening = await openConversation({
        conversation: activity.conversation.id,
        user: activity.from?.id ?? '',
        ...(activity.locale === undefined ? {} : { locale: activity.locale }),
      });
      const joined = activity.membersAdded?.some((member) => member.id !== activity.recipient?.id) ?? false;
      if (opening !== null && joined) await context.sendActivities(toReplies(opening));
      await bot(context);
    });
}
