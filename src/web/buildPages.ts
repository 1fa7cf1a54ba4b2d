import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashFolders } from '../hashFolders.ts';
import { linkFiles } from './linkFiles.ts';
import { packFiles } from './packFiles.ts';

const source = fileURLToPath(new URL('.', import.meta.url));
const locales = fileURLToPath(new URL('../../locales/', import.meta.url));

/**
 * The folder that holds the built pages: from the cache when they were built from the same sources before, else built
 * and put there. Built beside its place and then renamed, so that several processes may do this at once.
 *
 * @param tell called before a build begins
 */
export async function buildPages(cacheDirectory: string, tell: (text: string) => void): Promise<string> {
  const folder = join(cacheDirectory, `pages-${await hashFolders([source, locales])}`);
  if (existsSync(folder)) return folder;
  tell('building the pages');
  // Loaded only now: a warm start needs no build tool.
  const { build } = await import('vite');
  const draft = `${folder}.${randomUUID()}`;
  // Each page by itself: parts that two pages share would be more files, and each costs a slow phone.
  for (const page of ['index.html', 'chat.html']) {
    const input = join(source, page);
    const manifest = `${page}.json`;
    const options = { outDir: draft, emptyOutDir: false, manifest, rolldownOptions: { input } };
    await build({ configFile: join(source, 'vite.config.ts'), logLevel: 'warn', build: options });
    await linkFiles(draft, page, manifest);
  }
  await build({
    configFile: join(source, 'launcher/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: draft },
  });
  await packFiles(draft);
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was quicker, which is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
