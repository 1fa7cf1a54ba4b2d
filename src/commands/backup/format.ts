import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { UsageError } from '../runCommand.ts';

/** The first line of a backup: what it is, and when it was begun (ISO time). */
const headSchema = z.strictObject({ kommunlotsBackup: z.literal(1), at: z.string() });
/** A document of a collection. */
const documentSchema = z.strictObject({ collection: z.string(), document: z.looseObject({}) });
/** The last line: a backup without it was cut off. */
const endSchema = z.strictObject({ documents: z.int() });

export type BackupDocument = z.infer<typeof documentSchema>;

/**
 * Writes a backup: gzipped lines of JSON. It holds what citizens wrote, so only its owner may read the file; and it
 * takes its place only when it is whole.
 *
 * @returns how many documents it holds
 */
export async function writeBackup(
  file: string,
  at: Date,
  documents: AsyncIterable<BackupDocument>,
): Promise<number> {
  const unfinished = `${file}.unfinished`;
  let count = 0;
  async function* lines() {
    yield `${JSON.stringify({ kommunlotsBackup: 1, at: at.toISOString() })}\n`;
    for await (const document of documents) {
      count += 1;
      yield `${JSON.stringify(document)}\n`;
    }
    yield `${JSON.stringify({ documents: count })}\n`;
  }
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await pipeline(Readable.from(lines()), createGzip(), handle.createWriteStream({ flush: true }));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return count;
}

/** Reads a backup line by line. @throws UsageError when it is none, is damaged or was cut off */
export async function* readBackup(file: string): AsyncGenerator<BackupDocument> {
  let count = -1;
  let isWhole = false;
  try {
    for await (const line of linesOf(file)) {
      if (isWhole) throw new UsageError(`${file}: there is something after its end.`);
      const read: unknown = JSON.parse(line);
      if (count === -1) {
        headSchema.parse(read);
        count = 0;
        continue;
      }
      const end = endSchema.safeParse(read);
      if (end.success) {
        isWhole = end.data.documents === count;
        if (!isWhole) throw new UsageError(`${file}: some of its documents are missing.`);
        continue;
      }
      count += 1;
      yield documentSchema.parse(read);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new UsageError(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} is no backup of Kommunlots, or is damaged.`,
    );
  }
  if (!isWhole) throw new UsageError(`${file} was cut off: take another copy.`);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const packed = createReadStream(file);
  const unpacked = createGunzip().setEncoding('utf8');
  packed.on('error', (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  let rest = '';
  for await (const chunk of unpacked) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
