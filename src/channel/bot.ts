import type { TurnContext } from 'botbuilder-core';
import type { HandledTurn, HandleTurn } from '../turn/handleTurn.ts';
import { receive } from './receive.ts';
import { toReplies } from './toActivities.ts';

/** What became of an activity: the turn that it made, or null when it made none. */
export type BotLogic = (context: TurnContext) => Promise<HandledTurn | null>;

/**
 * The bot, the same behind each adapter: reads the activity, takes the turn, and only when that is on the disk sends
 * the replies. A repeated activity gets no second reply.
 *
 * @param newId gives an id for an activity whose client gave it none
 */
export function createBot(handleTurn: HandleTurn, newId: () => string): BotLogic {
  return async (context) => {
    const { activity } = context;
    const message = receive(activity, {
      conversation: activity.conversation.id,
      user: activity.from?.id ?? '',
      fallbackId: newId(),
    });
    if (message === null) return null;
    const handled = await handleTurn(message);
    if (!handled.repeated) await context.sendActivities(toReplies(handled.entry));
    return handled;
  };
}
