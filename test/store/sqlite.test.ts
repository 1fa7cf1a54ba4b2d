import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { describeDocuments } from './documents.contract.ts';

describeDocuments('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kommunlots-sqlite-'));
  const file = join(folder, 'store.sqlite');
  const documents = openSqlite(file);
  let again = documents;
  return {
    documents,
    reopen: async () => {
      again = openSqlite(file);
      return again;
    },
    end: async () => {
      await again.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

it('looks up by its indexes, not by reading everything', async () => {
  const { toWhere } = await import('../../src/store/toWhere.ts');
  const Database = (await import('libsql')).default;
  const database = new Database(':memory:');
  database.exec(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, doc TEXT); CREATE UNIQUE INDEX u ON t (doc ->> '$.conversation', doc ->> '$.seq')",
  );
  const where = toWhere<{ conversation: string; seq: number }>({ conversation: 'c', seq: { $gt: 3 } });
  const plan = JSON.stringify(
    database.prepare(`EXPLAIN QUERY PLAN SELECT doc FROM t WHERE ${where.sql}`).all(where.values),
  );
  database.close();
  expect(plan).toContain('USING INDEX u');
});

it('refuses a write that cannot be made, instead of ending the process', async () => {
  const { entriesDefinition } = await import('../../src/turn/conversationLog.ts');
  const documents = openSqlite(':memory:');
  const entries = documents.collection(entriesDefinition);
  await documents.close();
  await expect(entries.remove({})).rejects.toThrow();
});
