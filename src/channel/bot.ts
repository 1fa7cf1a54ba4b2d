import type { TurnContext } from 'botbuilder-core';
import type { Message, ReceivedFile } from '../model.ts';
import type { HandledTurn, HandleTurn } from '../turn/handleTurn.ts';
import { receive } from './receive.ts';
import { noDrawing, toReplies } from './toActivities.ts';

/** What became of an activity in a conversation (as the log names it): the turn that it made, or null. */
export type BotLogic = (
  context: TurnContext,
  conversation: string,
  /** Files that came with the activity. */
  files: readonly Uint8Array[],
) => Promise<HandledTurn | null>;

/** Keeps what can be kept of a message's files; resolves to what became of each. */
export type TakeFiles = (message: Message, files: readonly Uint8Array[]) => Promise<ReceivedFile[]>;

/**
 * The bot, the same behind each adapter: reads the activity, takes the turn, and only when that is on the disk sends
 * the replies. A repeated activity gets no second reply.
 *
 * @param newId gives an id for an activity whose client gave it none
 */
export function createBot(handleTurn: HandleTurn, takeFiles: TakeFiles, newId: () => string): BotLogic {
  return async (context, conversation, files) => {
    const { activity } = context;
    const message = receive(activity, {
      conversation,
      user: activity.from?.id ?? '',
      fallbackId: newId(),
      uploads: files.length,
    });
    if (message === null) return null;
    const taken = await takeFiles(message, files);
    const handled = await handleTurn({ ...message, files: [...taken, ...message.files] });
    if (!handled.repeated) await context.sendActivities(toReplies(handled.entry, noDrawing));
    return handled;
  };
}
