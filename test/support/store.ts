import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Documents } from '../../src/documents.ts';
import { openMongo } from '../../src/store/mongo.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

/** An empty store of the kind that this run of the tests is on. */
export interface TestStore {
  /** What a service needs in its environment to use it. */
  readonly environment: Record<string, string>;
  /** The folder of a service on it. */
  readonly dataDir: string;
  /** Opens it as another process does. */
  open(): Promise<Documents>;
  /** Leaves nothing of it. */
  remove(): Promise<void>;
}

/** @param mongoUrl the database server; the embedded store when there is none */
export async function createStore(mongoUrl: string | undefined): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kommunlots-test-'));
  if (mongoUrl === undefined) {
    return {
      environment: { DATA_DIR: dataDir },
      dataDir,
      open: async () => openSqlite(join(dataDir, 'kommunlots.sqlite')),
      remove: () => rm(dataDir, { recursive: true, force: true }),
    };
  }
  const url = withDatabase(mongoUrl, `kommunlots_test_${randomUUID()}`);
  return {
    environment: { DATA_DIR: dataDir, MONGODB_URL: url },
    dataDir,
    open: () => openMongo(url),
    remove: async () => {
      const client = await new MongoClient(url).connect();
      await client.db().dropDatabase();
      await client.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same server's address with another database in its path. */
export function withDatabase(url: string, name: string): string {
  return url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/, `$1/${name}$2`);
}
