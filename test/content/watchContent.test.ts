import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchContent } from '../../src/content/watchContent.ts';

it('tells once of several changes, also in a folder below and in a file that is new', async () => {
  const root = await mkdtemp(join(tmpdir(), 'kommunlots-watch-'));
  await mkdir(join(root, 'knowledge/topics/library'), { recursive: true });
  await mkdir(join(root, 'dialogs'));
  await mkdir(join(root, 'locales/sv'), { recursive: true });
  let told = 0;
  const end = watchContent(
    root,
    () => {
      told += 1;
    },
    (error) => {
      throw error;
    },
  );
  try {
    await writeFile(join(root, 'knowledge/topics/library/sv.md'), 'Hej');
    await writeFile(join(root, 'locales/sv/chat.yaml'), 'hello: Hej');
    await expect.poll(() => told, { timeout: 10_000 }).toBe(1);
    await writeFile(join(root, 'knowledge/topics/library/sv.md'), 'Hej igen');
    await expect.poll(() => told, { timeout: 10_000 }).toBe(2);
  } finally {
    end();
    await rm(root, { recursive: true });
  }
});
