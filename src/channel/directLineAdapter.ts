import type { Activity, ResourceResponse } from 'botbuilder-core';
// By their own files: the package's index loads what only the cloud needs, and takes longer than everything else here.
import { BotAdapter } from 'botbuilder-core/lib/botAdapter.js';
import { TurnContext } from 'botbuilder-core/lib/turnContext.js';
import type { HandledTurn } from '../turn/handleTurn.ts';
import type { BotLogic } from './bot.ts';

/**
 * The adapter behind the embedded Direct Line door. Sending is free: the replies stand in the log by then, and the
 * streams read them from there; so an activity only needs its id given back.
 */
export class DirectLineAdapter extends BotAdapter {
  /** Runs one posted activity through the middleware and the bot. Rejects with what the bot threw. */
  async process(
    activity: Partial<Activity>,
    conversation: string,
    logic: BotLogic,
    files: readonly Uint8Array[],
  ): Promise<HandledTurn | null> {
    const context = new TurnContext(this, activity);
    let handled: HandledTurn | null = null;
    await this.runMiddleware(context, async () => {
      handled = await logic(context, conversation, files);
    });
    return handled;
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    return activities.map((activity) => ({ id: activity.id ?? '' }));
  }

  override async updateActivity(): Promise<undefined> {
    throw new Error('Direct Line conversations are a log: what was sent is not changed');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('Direct Line conversations are a log: what was sent is not deleted');
  }

  override async continueConversation(): Promise<void> {
    throw new Error(
      'Messages that no citizen asked for are appended to the log, not sent through an adapter',
    );
  }
}
