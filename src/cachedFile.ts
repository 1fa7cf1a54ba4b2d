import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How a thing that can be made again is kept in a file of the cache. */
export interface Form<T> {
  read(bytes: Buffer): T | Promise<T>;
  write(thing: T): Uint8Array | string;
}

/**
 * The thing that a cache file holds; where there is none, or one that cannot be read, it is made anew and kept. The
 * file is written beside its place and then renamed, so that several processes may do this at once.
 *
 * @param file its name must tell what the thing is made of, for nothing here looks whether it is out of date
 * @throws what `make` throws, and what the file system throws when the cache cannot be written
 */
export async function cachedFile<T>(file: string, form: Form<T>, make: () => Promise<T>): Promise<T> {
  try {
    return await form.read(await readFile(file));
  } catch {
    // Missing, cut short or of another version: whatever it is, making it anew mends it.
  }
  const thing = await make();
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, form.write(thing));
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  return thing;
}
