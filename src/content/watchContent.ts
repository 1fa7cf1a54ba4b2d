import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** An editor's program writes several files, each in several steps: they are taken together. */
const settledMilliseconds = 2000;

/**
 * Tells when `dialogs/`, `knowledge/` or `locales/` have changed and are quiet again.
 *
 * @param root folder that holds them
 * @param fail told when watching is not possible here (some network drives); then SIGHUP still serves
 * @returns ends it
 */
export function watchContent(root: string, changed: () => void, fail: (error: unknown) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watchers: FSWatcher[] = [];
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, settledMilliseconds).unref();
  };
  try {
    for (const folder of ['dialogs', 'knowledge', 'locales']) {
      const watcher = watch(join(root, folder), { recursive: true, persistent: false }, later);
      watcher.on('error', fail);
      watchers.push(watcher);
    }
  } catch (error) {
    fail(error);
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
