import { EventEmitter } from 'node:events';
import type { WakeUps } from '../wakeUps.ts';

/** Wake-ups among the readers of this process. */
export function createWakeUpsInProcess(): WakeUps {
  const emitter = new EventEmitter();
  // As many streams as there are tabs may listen to one conversation.
  emitter.setMaxListeners(0);
  // An emitter throws at an event that is named "error" and that nobody hears.
  const eventOf = (conversation: string) => `grown/${conversation}`;
  return {
    publish: (conversation, entry) => {
      emitter.emit(eventOf(conversation), entry ?? null);
    },
    subscribe: (conversation, listener) => {
      emitter.on(eventOf(conversation), listener);
      return () => emitter.off(eventOf(conversation), listener);
    },
    close: () => undefined,
  };
}
