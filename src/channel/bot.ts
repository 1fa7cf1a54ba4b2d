import type { TurnContext } from 'botbuilder-core';
import type { HandledTurn, HandleTurn } from '../turn/handleTurn.ts';
import { receive } from './receive.ts';
import { toReplies } from './toActivities.ts';

/** What became of an activity in a conversation (as the log names it): the turn that it made, or null. */
export type BotLogic = (context: TurnContext, conversation: string) => Promise<HandledTurn | null>;

/**
 * The bot, the same behind each adapter: reads the activity, takes the turn, and only when that is on the disk sends
 * the replies. A repeated activity gets no second reply.
 *
 * @param newId gives an id for an activity whose client gave it none
 */
export function createBot(handleTurn: HandleTurn, newId: () => string): BotLogic {
  return async (context, conversation) => {
    const { activity } = context;
    const message = receive(activity, {
      conversation,
      user: activity.from?.id ?? '',
      fallbackId: newId(),
    });
    if (message === null) return null;
    const handled = await handleTurn(message);
    if (!handled.repeated) await context.sendActivities(toReplies(handled.entry));
    return handled;
  };
}
