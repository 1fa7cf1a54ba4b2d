import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../assistant.ts';
import { readConfig } from '../config.ts';
import type { Collection, Documents } from '../documents.ts';
import { type AnyDefinition, collections } from './backup/collections.ts';
import { readBackup } from './backup/format.ts';
import { runCommand, UsageError } from './runCommand.ts';

/** Documents written at once. */
const atOnce = 500;

/**
 * `npm run -s restore -- --from FILE [--deleted FILE]`: puts a backup's documents into the store. What the store holds
 * already stays as it is. What has expired meanwhile does not come back, nor does a conversation that its citizen
 * deleted, as the store, the backup or the given list of conversations' ids (one a line) knows.
 */
await runCommand(async () => {
  const { values } = parseArgs({ options: { from: { type: 'string' }, deleted: { type: 'string' } } });
  const { from } = values;
  if (from === undefined) throw new UsageError('Say where from: npm run -s restore -- --from FILE');
  const listed = values.deleted === undefined ? '' : await readFile(values.deleted, 'utf8');
  const deleted = new Set(
    listed
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
  // Read to its end first: a damaged one changes nothing.
  for await (const { collection, document } of readBackup(from)) {
    const known = parse(from, collection, document);
    if (isErasure(known)) deleted.add(known.conversation);
  }
  const documents = await openStore(readConfig(process.env));
  try {
    process.stdout.write(`${JSON.stringify(await restore(from, documents, deleted))}\n`);
  } finally {
    await documents.close();
  }
});

async function restore(file: string, documents: Documents, deleted: Set<string>) {
  const open = new Map<string, Collection<object>>(
    collections.map((definition) => [definition.name, documents.collection(definition)]),
  );
  for await (const entry of open.get('entries')?.all() ?? [])
    if (isErasure(entry)) deleted.add(entry.conversation);
  const now = new Date().toISOString();
  const told = { restored: 0, alreadyThere: 0, expired: 0, deleted: 0 };
  let writing: Promise<void>[] = [];
  for await (const { collection, document } of readBackup(file)) {
    const known = parse(file, collection, document);
    if ('expiresAt' in known && String(known.expiresAt) <= now) told.expired += 1;
    else if (!isErasure(known) && 'conversation' in known && deleted.has(String(known.conversation)))
      told.deleted += 1;
    else {
      const write = async () => {
        const result = await open.get(collection)?.insert(known);
        told[result === 'inserted' ? 'restored' : 'alreadyThere'] += 1;
      };
      writing.push(write());
    }
    if (writing.length < atOnce) continue;
    await Promise.all(writing);
    writing = [];
  }
  await Promise.all(writing);
  return told;
}

/** @throws UsageError for what this version of the service does not know */
function parse(file: string, collection: string, document: object): object {
  const definition: AnyDefinition | undefined = collections.find(({ name }) => name === collection);
  if (definition === undefined)
    throw new UsageError(`${file} has a collection that this version does not know: ${collection}.`);
  try {
    return definition.parse(document);
  } catch {
    throw new UsageError(`${file} has a document that this version cannot read, in ${collection}.`);
  }
}

/** An erasure closes its conversation, and comes back itself so that no old token begins it anew. */
function isErasure(document: object): document is { conversation: string } {
  return 'kind' in document && document.kind === 'erasure' && 'conversation' in document;
}
