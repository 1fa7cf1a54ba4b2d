import { parseArgs } from 'node:util';
import { startFerretdb } from '../support/mongo.ts';
import { createStore } from '../support/store.ts';
import { endure } from './endure.ts';

/**
 * `npm run -s endure -- [--store embedded|mongo] [--messages N] [--conversations N] [--kills N]`: the kill tests at
 * length. Prints one line of JSON; ends non-zero when anything was lost, doubled or out of order.
 */
const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'embedded' },
    messages: { type: 'string', default: '20000' },
    conversations: { type: 'string', default: '200' },
    kills: { type: 'string', default: '200' },
  },
});
const own = process.env['TEST_MONGODB_URL'] ?? '';
const ferretdb = values.store === 'mongo' && own === '' ? await startFerretdb() : null;
const store = await createStore(values.store === 'mongo' ? (ferretdb?.url ?? own) : undefined);
try {
  const endured = await endure({
    store,
    messages: Number(values.messages),
    conversations: Number(values.conversations),
    kills: Number(values.kills),
    random: Math.random,
    tell: (text) => process.stderr.write(`\r${text}`),
  });
  process.stdout.write(`\n${JSON.stringify({ store: values.store, ...endured })}\n`);
  if (endured.lost + endured.doubled + endured.outOfOrder > 0) process.exitCode = 1;
} finally {
  await store.remove();
  await ferretdb?.stop();
}
