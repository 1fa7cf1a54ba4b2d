import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import type {
  Collection,
  CollectionDefinition,
  Documents,
  Filter,
  FindOptions,
  Insertion,
} from '../documents.ts';
import { type CommitReached, createGroupCommit, type GroupCommit } from './groupCommit.ts';
import { toWhere } from './toWhere.ts';

/** Two processes that open a new file at once wait for each other this long. */
const schemaWaitMilliseconds = 5000;

/** Rows that are read at once when all are. */
const rowsAtOnce = 500;

type Row = { doc: string };

/**
 * Opens the embedded store: one SQLite file in write-ahead mode, so that a command can read and write it beside the
 * server. A resolved insert is on the disk (`synchronous=FULL`).
 *
 * @param file path of the database, made with its folder when missing; `:memory:` for one that is gone when closed
 * @param reached told of each commit
 */
export function openSqlite(file: string, reached: CommitReached = () => undefined): Documents {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  // First, so that two processes which open a new file at once wait for each other.
  database.pragma(`busy_timeout = ${schemaWaitMilliseconds}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // What is removed is overwritten: a citizen's words must not lie on in free pages.
  database.pragma('secure_delete = ON');

  const prepare = createPrepare(database);
  const writes = createGroupCommit(database, reached);
  return {
    collection: (definition) => openCollection(database, prepare, writes, definition),
    tidy: async () => {
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
    close: async () => {
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

type Prepare = (sql: string) => Database.Statement;

/** Prepares each statement once. Their texts are few: values are bound, never written into them. */
function createPrepare(database: Database.Database): Prepare {
  const prepared = new Map<string, Database.Statement>();
  return (sql) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
}

function openCollection<T extends object>(
  database: Database.Database,
  prepare: Prepare,
  writes: GroupCommit,
  definition: CollectionDefinition<T>,
): Collection<T> {
  const table = definition.name;
  if (!/^[a-z_]+$/.test(table)) throw new Error(`not a collection's name: ${table}`);
  database.pragma(`busy_timeout = ${schemaWaitMilliseconds}`);
  database.exec(`CREATE TABLE IF NOT EXISTS ${table} (id INTEGER PRIMARY KEY, doc TEXT NOT NULL)`);
  for (const fields of definition.unique) createIndex(database, table, fields, 'UNIQUE');
  for (const fields of definition.indexes) createIndex(database, table, fields, '');
  // From here on a write that has to wait must not stop everything else: see groupCommit.
  database.pragma('busy_timeout = 20');

  const select = (filter: Filter<T>, options: FindOptions<T>): T[] => {
    const where = toWhere(filter);
    const order =
      options.sort === undefined
        ? 'id'
        : `${path(options.sort.field)} ${options.sort.direction === 'ascending' ? 'ASC' : 'DESC'}`;
    const limit = options.limit === undefined ? '' : `LIMIT ${Math.trunc(options.limit)}`;
    const rows = prepare(`SELECT doc FROM ${table} WHERE ${where.sql} ORDER BY ${order} ${limit}`).all(
      where.values,
    ) as Row[];
    return rows.map((row) => definition.parse(JSON.parse(row.doc)));
  };

  return {
    insert: (document): Promise<Insertion> =>
      writes.write(() => {
        const insert = prepare(`INSERT INTO ${table} (doc) VALUES (?) ON CONFLICT DO NOTHING`);
        return insert.run(JSON.stringify(document)).changes === 1 ? 'inserted' : 'taken';
      }),
    find: async (filter, options = {}) => select(filter, options),
    findOne: async (filter, options = {}) => select(filter, { ...options, limit: 1 })[0] ?? null,
    all: async function* () {
      const page = prepare(`SELECT id, doc FROM ${table} WHERE id > ? ORDER BY id LIMIT ${rowsAtOnce}`);
      for (let after = 0; ; ) {
        const rows = page.all([after]) as (Row & { id: number })[];
        for (const row of rows) yield definition.parse(JSON.parse(row.doc));
        const last = rows.at(-1);
        if (last === undefined) return;
        after = last.id;
      }
    },
    update: (filter, set) => {
      const where = toWhere(filter);
      const fields = Object.entries(set);
      const setters = fields.map(([field]) => `'$.${field}', json(?)`).join(', ');
      const values = fields.map(([, value]) => JSON.stringify(value));
      return writes.write(
        () =>
          prepare(`UPDATE ${table} SET doc = json_set(doc, ${setters}) WHERE ${where.sql}`).run([
            ...values,
            ...where.values,
          ]).changes,
      );
    },
    remove: (filter) => {
      const where = toWhere(filter);
      return writes.write(() => prepare(`DELETE FROM ${table} WHERE ${where.sql}`).run(where.values).changes);
    },
  };
}

function createIndex(
  database: Database.Database,
  table: string,
  fields: readonly string[],
  kind: 'UNIQUE' | '',
): void {
  const name = [table, kind.toLowerCase(), ...fields].filter((part) => part !== '').join('__');
  database.exec(`CREATE ${kind} INDEX IF NOT EXISTS ${name} ON ${table} (${fields.map(path).join(', ')})`);
}

/** The expression that the indexes are made of: a query must use the very same to be served by them. */
function path(field: string): string {
  return `doc ->> '$.${field}'`;
}
