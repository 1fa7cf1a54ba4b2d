import { EventEmitter } from 'node:events';
import type { WakeUps } from '../wakeUps.ts';

/** Wake-ups among the readers of this process. */
export function createWakeUpsInProcess(): WakeUps {
  const emitter = new EventEmitter();
  // As many streams as there are tabs may listen to one conversation.
  emitter.setMaxListeners(0);
  return {
    publish: (conversation) => {
      emitter.emit(conversation);
    },
    subscribe: (conversation, listener) => {
      emitter.on(conversation, listener);
      return () => emitter.off(conversation, listener);
    },
  };
}
