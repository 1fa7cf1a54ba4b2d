import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What grows smaller by packing; pictures and fonts are packed already. */
const packed: ReadonlySet<string> = new Set(['.html', '.js', '.css', '.svg']);
const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)];

/** Puts a Brotli (`.br`) and a gzip (`.gz`) form beside each file of a folder, as small as they can be made. */
export async function packFiles(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(
    names
      .filter((name) => packed.has(extname(name)))
      .map(async (name) => {
        const file = join(folder, name);
        const bytes = await readFile(file);
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        await writeFile(`${file}.br`, await toBrotli(bytes, { params }));
        await writeFile(`${file}.gz`, await toGzip(bytes, { level: constants.Z_BEST_COMPRESSION }));
      }),
  );
}
