import type { FileRefusal } from '../model.ts';

/** A picture as it is kept: a JPEG that we made ourselves, upright, with nothing in it but its pixels. */
export interface Picture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** The largest that is unpacked, in pixels: the largest that phones take. More is a bomb, or of no more use. */
const mostPixels = 64_000_000;
/** Longest side that is kept, in pixels: enough to read a lamp's number by. */
const longestSide = 2048;
const quality = 80;
/** Seconds that one may take. */
const longestSeconds = 15;

/** How files of each kind that is taken begin; what a file calls itself is not looked at. */
const beginnings: readonly (readonly (number | null)[])[] = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
];

/**
 * Makes a picture anew from the pixels of a JPEG, PNG, WebP or GIF: where and with what it was taken, what else was
 * hidden in the file, and everything that only looked like a picture does not come along. Of a moving one the first
 * frame is kept.
 *
 * @returns why not, for what is no picture or too large a one
 */
export async function readPicture(bytes: Uint8Array): Promise<Picture | FileRefusal> {
  if (!isTaken(bytes)) return 'type';
  const sharp = await loadSharp();
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > mostPixels) return 'size';
    const { data, info } = await sharp(bytes, {
      limitInputPixels: mostPixels,
      failOn: 'truncated',
      sequentialRead: true,
    })
      .timeout({ seconds: longestSeconds })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    // Whatever libvips says of a broken file, to its sender it is no picture.
    return 'type';
  }
}

function isTaken(bytes: Uint8Array): boolean {
  return beginnings.some((beginning) =>
    beginning.every((byte, index) => byte === null || bytes[index] === byte),
  );
}

type Sharp = typeof import('sharp')['default'];
let loaded: Promise<Sharp> | null = null;

/** Loaded with the first picture: most conversations have none, and it takes a while. */
function loadSharp(): Promise<Sharp> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    // One picture must not hold the memory and the cores of a whole service.
    sharp.concurrency(1);
    sharp.cache(false);
    // libvips can read far more than is taken here, SVG and PDF among it. What cannot be reached cannot be misused.
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: [
        'VipsForeignLoadJpegBuffer',
        'VipsForeignLoadPngBuffer',
        'VipsForeignLoadWebpBuffer',
        'VipsForeignLoadNsgifBuffer',
      ],
    });
    return sharp;
  });
  return loaded;
}
