/**
 * The document port: all that features may ask of a database, in words that SQLite and MongoDB both keep.
 *
 * The only means against races is `insert` on a unique key. `update` may be used only where the last write may win.
 * There are no transactions, no expiring or partial indexes, no change streams.
 */

/** Values that can be compared and indexed. */
export type Scalar = string | number | boolean | null;

/** A condition on one field: equal to a value, or a comparison in MongoDB's words. */
export type Condition =
  | Scalar
  | {
      readonly $gt?: Scalar;
      readonly $gte?: Scalar;
      readonly $lt?: Scalar;
      readonly $lte?: Scalar;
      readonly $in?: readonly Scalar[];
    };

/** All conditions must hold. Only top-level fields. */
export type Filter<T> = { readonly [K in keyof T]?: Condition };

/** Without `sort` documents come in the order of their insertion; of inserts by several processes, to the second. */
export interface FindOptions<T> {
  readonly sort?: { readonly field: keyof T & string; readonly direction: 'ascending' | 'descending' };
  /** At most this many; all when left out. */
  readonly limit?: number;
}

/** What a feature declares of the documents it keeps. */
export interface CollectionDefinition<T extends object> {
  /** Lower case letters and underscores. */
  readonly name: string;
  /** Each a list of fields that together are unique. The fields are scalars and always present. */
  readonly unique: readonly (readonly (keyof T & string)[])[];
  /** Further lists of fields that are searched by. */
  readonly indexes: readonly (readonly (keyof T & string)[])[];
  /** Reads what was stored, migrates older versions; throws when it is none of them. */
  readonly parse: (stored: unknown) => T;
}

/** `taken` means that another document holds one of the unique keys; nothing was written. */
export type Insertion = 'inserted' | 'taken';

export interface Collection<T extends object> {
  /** Resolves once the document is durable. */
  insert(document: T): Promise<Insertion>;
  find(filter: Filter<T>, options?: FindOptions<T>): Promise<T[]>;
  findOne(filter: Filter<T>, options?: FindOptions<T>): Promise<T | null>;
  /** Every document, in the order of insertion, read a few at a time. What is inserted meanwhile may come or not. */
  all(): AsyncIterable<T>;
  /** Sets the given fields on every match; resolves to how many matched. The last write wins. */
  update(filter: Filter<T>, set: Partial<T>): Promise<number>;
  /** Resolves to how many were removed. An empty filter removes all. */
  remove(filter: Filter<T>): Promise<number>;
}

export interface Documents {
  collection<T extends object>(definition: CollectionDefinition<T>): Collection<T>;
  /** Makes what was removed unreadable on the disk as well. Called after a sweep. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}
