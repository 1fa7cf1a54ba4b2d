import { parseArgs } from 'node:util';
import { openStore } from '../assistant.ts';
import { readConfig } from '../config.ts';
import type { Documents } from '../documents.ts';
import { collections } from './backup/collections.ts';
import { type BackupDocument, writeBackup } from './backup/format.ts';
import { runCommand, UsageError } from './runCommand.ts';

/** `npm run -s backup -- --to FILE`: everything that the store holds, also while the service runs. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  if (values.to === undefined) throw new UsageError('Say where to: npm run -s backup -- --to FILE');
  const documents = await openStore(readConfig(process.env));
  try {
    const count = await writeBackup(values.to, new Date(), everythingIn(documents));
    process.stdout.write(`${JSON.stringify({ file: values.to, documents: count })}\n`);
  } finally {
    await documents.close();
  }
});

async function* everythingIn(documents: Documents): AsyncGenerator<BackupDocument> {
  for (const definition of collections) {
    for await (const document of documents.collection(definition).all())
      yield { collection: definition.name, document: { ...document } };
  }
}
