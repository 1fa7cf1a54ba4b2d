import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CollectionDefinition, Documents } from '../documents.ts';
import type { Clock, ReceivedFile } from '../model.ts';
import { type Picture, readPicture } from './readPicture.ts';

const storedSchema = z.object({
  id: z.string(),
  conversation: z.string(),
  /** JPEG, in base64. */
  data: z.string(),
  expiresAt: z.string(),
});

export const picturesDefinition: CollectionDefinition<z.infer<typeof storedSchema>> = {
  name: 'pictures',
  unique: [['id']],
  indexes: [['conversation'], ['expiresAt']],
  parse: (stored) => storedSchema.parse(stored),
};

/** Which message a file came with. */
export interface Sending {
  readonly conversation: string;
  readonly clientId: string;
}

/** The pictures that citizens sent. Each belongs to its conversation, and goes when that goes. */
export interface Album {
  /**
   * Takes the files of a message, in order. The same message gives the same ids, so that one that is sent again
   * keeps nothing twice. The pictures are durable once this resolves.
   */
  take(sending: Sending, files: readonly Uint8Array[]): Promise<ReceivedFile[]>;
  /** A JPEG; null when the conversation has no such picture. */
  find(conversation: string, id: string): Promise<Buffer | null>;
  /** Copies pictures into another conversation; resolves to their ids there, without those that are gone. */
  adopt(from: string, to: string, ids: readonly string[]): Promise<string[]>;
  forget(conversation: string): Promise<void>;
  /** Resolves to how many it disposed of. */
  sweep(now: string): Promise<number>;
}

/** @param expiry ISO time at which a picture sent now ends: that of its conversation */
export function createAlbum(documents: Documents, clock: Clock, expiry: (now: Date) => string): Album {
  const pictures = documents.collection(picturesDefinition);
  const keep = async (sending: Sending, index: number, picture: Picture): Promise<ReceivedFile> => {
    const id = idOf(sending, index);
    await pictures.insert({
      id,
      conversation: sending.conversation,
      data: picture.bytes.toString('base64'),
      expiresAt: expiry(clock()),
    });
    return { kind: 'picture', id, width: picture.width, height: picture.height };
  };
  return {
    take: async (sending, files) => {
      const received: ReceivedFile[] = [];
      // One after the other: each unpacks to many times its size.
      for (const [index, file] of files.entries()) {
        const picture = await readPicture(file);
        received.push(
          typeof picture === 'string'
            ? { kind: 'refused', reason: picture }
            : await keep(sending, index, picture),
        );
      }
      return received;
    },
    find: async (conversation, id) => {
      const found = await pictures.findOne({ id });
      return found === null || found.conversation !== conversation ? null : Buffer.from(found.data, 'base64');
    },
    adopt: async (from, to, ids) => {
      const adopted: string[] = [];
      for (const old of ids) {
        const found = await pictures.findOne({ id: old });
        if (found === null || found.conversation !== from) continue;
        const id = from === to ? old : idOf({ conversation: to, clientId: old }, 0);
        if (from !== to)
          await pictures.insert({ id, conversation: to, data: found.data, expiresAt: expiry(clock()) });
        adopted.push(id);
      }
      return adopted;
    },
    forget: async (conversation) => {
      await pictures.remove({ conversation });
    },
    sweep: (now) => pictures.remove({ expiresAt: { $lte: now } }),
  };
}

function idOf({ conversation, clientId }: Sending, index: number): string {
  return createHash('sha256')
    .update(JSON.stringify([conversation, clientId, index]))
    .digest('base64url')
    .slice(0, 22);
}
