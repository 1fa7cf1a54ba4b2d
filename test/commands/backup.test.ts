import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collections } from '../../src/commands/backup/collections.ts';
import { createConversationLog } from '../../src/turn/conversationLog.ts';
import { begin, call, poll, post, type Started } from '../support/directLineClient.ts';
import { newStore } from '../support/newStore.ts';
import { type Service, startService } from '../support/service.ts';
import { createStore, type TestStore } from '../support/store.ts';
import { download, upload } from '../support/upload.ts';

const run = promisify(execFile);
const command = async (name: 'backup' | 'restore', store: TestStore, ...parameters: string[]) => {
  const { stdout } = await run('node', ['src/run.mjs', `commands/${name}.ts`, ...parameters], {
    env: { ...process.env, MONGODB_URL: '', ...store.environment },
  });
  return JSON.parse(stdout) as unknown;
};
const refused = async (running: Promise<unknown>) =>
  (await running.then(
    () => null,
    (error: unknown) => error,
  )) as { code: number; stderr: string } | null;

let folder: string;
let file: string;
let service: Service;
let kept: Started;
let deleted: Started;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunlots-backup-'));
  file = join(folder, 'backup.jsonl.gz');
  service = await startService();
  kept = await begin(service.url, { resumable: true, locale: 'fi' });
  await post(service.url, kept, 'mikä on "perhepäivähoito"?');
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await upload(service.url, kept, [{ bytes: new Uint8Array(picture) }]);
  deleted = await begin(service.url);
  await post(service.url, deleted, 'något hemligt');
  await post(service.url, deleted, 'radera min chatt');
  await command('backup', service.store, '--to', file);
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true, force: true });
});

const resume = async (url: string) => {
  const { status, json } = await call(`${url}/v3/directline/tokens/resume`, {
    body: { secret: kept.resumeSecret },
  });
  return { ...kept, status, token: (json as { token: string }).token };
};

describe('a backup', () => {
  it('is for its owner’s eyes only, and holds every collection of the store', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['backup.jsonl.gz']);
    const lines = gunzipSync(await readFile(file))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { collection?: string });
    const held = new Set(lines.flatMap(({ collection }) => collection ?? []));
    expect([...held].sort()).toEqual(['entries', 'keys', 'pictures', 'resume_secrets']);
  });

  it.each([
    ['a store of the same kind', newStore],
    ['the embedded store', () => createStore(undefined)],
  ])('brings everything back into %s', async (_name, make) => {
    const store = await make();
    expect(await command('restore', store, '--from', file)).toMatchObject({
      alreadyThere: 0,
    });
    const again = await startService({ ...store.environment }, {}, store);
    try {
      const resumed = await resume(again.url);
      expect(resumed.status).toBe(200);
      const history = await poll(again.url, resumed);
      expect(history).toEqual(await poll(service.url, kept));
      const address = history.activities.flatMap(({ attachments = [] }) => attachments)[0]?.contentUrl ?? '';
      expect((await download(again.url, address, resumed.token)).status).toBe(200);
      expect((await post(again.url, resumed, 'kiitos')).status).toBe(200);
    } finally {
      await again.stop();
    }
  });

  it('changes nothing that is there already, and may be restored twice', async () => {
    const before = await poll(service.url, kept);
    expect(await command('restore', service.store, '--from', file)).toMatchObject({ restored: 0 });
    expect(await poll(service.url, kept)).toEqual(before);
  });

  it('does not bring back what a citizen deleted, before it was taken or after', async () => {
    const store = await newStore();
    const ids = join(folder, 'deleted.txt');
    await writeFile(ids, `${kept.conversationId}\n`);
    await command('restore', store, '--from', file, '--deleted', ids);
    const documents = await store.open();
    try {
      const log = createConversationLog(documents);
      expect(await log.latest(kept.conversationId)).toBeNull();
      const left = await log.after(deleted.conversationId, 0, 50);
      expect(left.map(({ kind }) => kind)).toEqual(['erasure']);
      for await (const entry of documents.collection(collections[0] as (typeof collections)[number]).all())
        expect(JSON.stringify(entry)).not.toContain('hemligt');
    } finally {
      await documents.close();
      await store.remove();
    }
    await rm(ids);
  });

  it('does not bring back what has expired', async () => {
    const lines = gunzipSync(await readFile(file)).toString();
    const old = join(folder, 'old.gz');
    await writeFile(old, gzipSync(lines.replaceAll(/"expiresAt":"20\d\d/g, '"expiresAt":"2020')));
    const store = await newStore();
    try {
      expect(await command('restore', store, '--from', old)).toMatchObject({ restored: 1 });
    } finally {
      await store.remove();
      await rm(old);
    }
  });

  it('that is damaged, cut off or none changes nothing, and is told as such', async () => {
    const store = await newStore();
    const bad = join(folder, 'bad.gz');
    const whole = await readFile(file);
    const lines = gunzipSync(whole).toString().trimEnd().split('\n');
    try {
      for (const bytes of [
        whole.subarray(0, whole.length / 2),
        gzipSync(lines.slice(0, -1).join('\n')),
        gzipSync([...lines.slice(0, 3), ...lines.slice(4)].join('\n')),
        gzipSync('{"collection":"entries","document":{}}'),
        Buffer.from('no backup'),
      ]) {
        await writeFile(bad, bytes);
        const refusal = await refused(command('restore', store, '--from', bad));
        expect(refusal).toMatchObject({ code: 2, stderr: expect.stringContaining('bad.gz') });
        expect(refusal?.stderr).not.toContain('perhepäivähoito');
      }
      expect((await refused(command('restore', store, '--from', `${bad}.none`)))?.code).toBe(2);
      expect((await refused(command('backup', store)))?.code).toBe(2);
      const documents = await store.open();
      expect(await createConversationLog(documents).latest(kept.conversationId)).toBeNull();
      await documents.close();
    } finally {
      await store.remove();
      await rm(bad, { force: true });
    }
  });
});
