import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { ferretdbBinary } from './test/support/ferretdb/binary.ts';

/** Built before the tests where it can be: see test/support/ferretdb/build.ts. */
const hasMongo = (process.env['TEST_MONGODB_URL'] ?? '') !== '' || existsSync(ferretdbBinary());
const mongoOnly = 'test/store/mongo.test.ts';
/** What runs once on each store: everything that starts a service, the turns, and backups. */
const onEachStore = [
  'test/http/!(generatedActivities).test.ts',
  'test/scenarios/**/*.test.ts',
  'test/turn/handleTurn.test.ts',
  'test/commands/backup.test.ts',
];

export default defineConfig({
  test: {
    // Node counts two cores as one to spare, and files would run one after the other.
    maxWorkers: 2,
    // Three times what the slowest need on two slow cores: nothing is proven by giving up early.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { shuffle: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'embedded',
          include: ['test/**/*.test.ts'],
          exclude: [mongoOnly],
          // The model and the pages are made once, before any test, and shared through the cache.
          globalSetup: ['test/support/prepare.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'mongo',
          include: [mongoOnly, ...(hasMongo ? onEachStore : [])],
          globalSetup: ['test/support/prepare.ts', ...(hasMongo ? ['test/support/mongo.ts'] : [])],
        },
      },
    ],
  },
});
