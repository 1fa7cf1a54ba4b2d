import {
  type Db,
  type Document,
  MongoClient,
  type Collection as MongoCollection,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from 'mongodb';
import { ConfigError } from '../config.ts';
import type { Collection, CollectionDefinition, Documents, Filter, Insertion } from '../documents.ts';
import { KnownError } from '../errors.ts';

/** How long an operation looks for a primary, and a connection for its other end, before it is refused. */
const awayMilliseconds = 3000;
/** How often each server is asked whether it is well: one that hangs is noticed within this and the time above. */
const heartbeatMilliseconds = 2000;
/** How long a write waits for a majority that lags behind. */
const majorityMilliseconds = 5000;
/** Seconds after which those who were refused may come again. */
const retryAfterSeconds = 2;

const duplicateKey = 11_000;
/** Answers of a server that is on its way out or in, or that has no room, by MongoDB's error codes. */
const passingCodes: ReadonlySet<unknown> = new Set([
  6, 7, 89, 91, 133, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031,
]);

/**
 * Opens the store for several processes: a MongoDB replica set or sharded cluster, or a server that speaks its protocol.
 *
 * A resolved insert is journalled on a majority of the members, and only what a majority holds is read, so that a
 * change of primary takes nothing back. The address cannot weaken either.
 *
 * @param url `mongodb://` or `mongodb+srv://`; its path names the database, `kommunlots` when it has none
 * @throws ConfigError when nothing usable answers there
 */
export async function openMongo(url: string): Promise<Documents> {
  const client = await connect(url);
  const database = client.db(/^[a-z+]+:\/\/[^/?]+\/([^?]+)/.exec(url)?.[1] ?? 'kommunlots');
  return {
    collection: (definition) => openCollection(database, definition),
    // MongoDB writes its files anew by itself; when what was removed leaves the disk is its operator's matter.
    tidy: async () => undefined,
    close: () => client.close(),
  };
}

async function connect(url: string): Promise<MongoClient> {
  try {
    const client = new MongoClient(url, {
      appName: 'kommunlots',
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: majorityMilliseconds },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      serverSelectionTimeoutMS: awayMilliseconds,
      connectTimeoutMS: awayMilliseconds,
      waitQueueTimeoutMS: awayMilliseconds,
      heartbeatFrequencyMS: heartbeatMilliseconds,
      ignoreUndefined: true,
    });
    return await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(url, 'its address') : String(error);
    throw new ConfigError(
      `MongoDB does not serve us (${reason}). Start it, or mend MONGODB_URL; without one the embedded store is used.`,
    );
  }
}

function openCollection<T extends object>(database: Db, definition: CollectionDefinition<T>): Collection<T> {
  const collection = database.collection(definition.name);
  let indexed: Promise<unknown> | null = null;
  /** Nothing is done before the unique keys are there: they are the only means against races. */
  const run = async <R>(operation: (ready: MongoCollection) => Promise<R>): Promise<R> => {
    try {
      indexed ??= createIndexes(collection, definition);
      await indexed.catch((error: unknown) => {
        indexed = null;
        throw error;
      });
      return await operation(collection);
    } catch (error) {
      throw isAway(error)
        ? new KnownError('store_away', { retryAfter: retryAfterSeconds, cause: error })
        : error;
    }
  };

  const find: Collection<T>['find'] = async (filter, { sort, limit } = {}) => {
    if (limit === 0) return [];
    const found = await run((ready) => {
      const cursor = ready.find(toQuery(filter), { projection: { _id: 0 } });
      if (sort !== undefined) cursor.sort({ [sort.field]: sort.direction === 'ascending' ? 1 : -1 });
      // Ids grow as documents come. One document has no order, and its unique key finds it best.
      else if (!pinsOne(filter, definition)) cursor.sort({ _id: 1 });
      if (limit !== undefined) cursor.limit(Math.trunc(limit));
      return cursor.toArray();
    });
    return found.map((stored) => definition.parse(stored));
  };

  return {
    insert: (document) =>
      run(async (ready): Promise<Insertion> => {
        try {
          await ready.insertOne({ ...document });
          return 'inserted';
        } catch (error) {
          if (error instanceof MongoServerError && error.code === duplicateKey) return 'taken';
          throw error;
        }
      }),
    find,
    findOne: async (filter, options = {}) => (await find(filter, { ...options, limit: 1 }))[0] ?? null,
    all: async function* () {
      const cursor = await run(async (ready) => ready.find({}, { projection: { _id: 0 } }).sort({ _id: 1 }));
      for await (const stored of cursor) yield definition.parse(stored);
    },
    update: (filter, set) =>
      run(async (ready) => (await ready.updateMany(toQuery(filter), { $set: set })).matchedCount),
    remove: (filter) => run(async (ready) => (await ready.deleteMany(toQuery(filter))).deletedCount),
  };
}

/**
 * Makes the indexes that are missing; processes that start together ask for the same ones. One a command: FerretDB
 * breaks off the connection when two of a list are there already.
 */
async function createIndexes<T extends object>(
  collection: MongoCollection,
  { unique, indexes }: CollectionDefinition<T>,
): Promise<void> {
  for (const [fields, isUnique] of [
    ...unique.map((each) => [each, true] as const),
    ...indexes.map((each) => [each, false] as const),
  ]) {
    const key = Object.fromEntries(fields.map((field) => [field, 1] as const));
    const name = [...(isUnique ? ['unique'] : []), ...fields].join('__');
    await collection.createIndex(key, { name, unique: isUnique });
  }
}

const operators = ['$gt', '$gte', '$lt', '$lte', '$in'] as const;

/** A filter as MongoDB's query. Only the port's operators pass; any other value is one to be equal to. */
function toQuery<T>(filter: Filter<T>): Document {
  const query: Document = {};
  for (const [field, condition] of Object.entries<Filter<T>[keyof T]>(filter)) {
    if (condition === undefined) continue;
    query[field] = {};
    if (typeof condition !== 'object' || condition === null) {
      query[field].$eq = condition;
      continue;
    }
    for (const operator of operators) {
      if (condition[operator] !== undefined) query[field][operator] = condition[operator];
    }
  }
  return query;
}

/** True when the filter names the whole of a unique key, so that at most one document can match. */
function pinsOne<T extends object>(filter: Filter<T>, { unique }: CollectionDefinition<T>): boolean {
  return unique.some((fields) =>
    fields.every((field) => {
      const condition = filter[field];
      return condition !== undefined && (typeof condition !== 'object' || condition === null);
    }),
  );
}

/** True for what passes by itself: no primary for a while, a connection that broke, a majority that lags behind. */
function isAway(error: unknown): boolean {
  return (
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNetworkError ||
    error instanceof MongoWriteConcernError ||
    isBrokenSocket(error) ||
    (error instanceof MongoError &&
      (error.name === 'MongoWaitQueueTimeoutError' ||
        error.hasErrorLabel('RetryableWriteError') ||
        passingCodes.has(error.code)))
  );
}

/** The driver passes on as it is what its socket says of a write into a connection that has just ended. */
function isBrokenSocket(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET');
}
