import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the program's sources. */
export const sourceFolder = fileURLToPath(new URL('.', import.meta.url));

/** Where the built server is kept, outside the clone: by FerretDB's version and by what it is built from. */
export function ferretdbBinary(): string {
  const [module, ...others] = ['go.mod', 'go.sum', 'main.go'].map((file) =>
    readFileSync(join(sourceFolder, file), 'utf8'),
  );
  const version = /FerretDB\/FerretDB v(\S+)/.exec(module ?? '')?.[1] ?? 'unknown';
  const made = createHash('sha256')
    .update(JSON.stringify([module, others]))
    .digest('hex')
    .slice(0, 8);
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(cache, 'kommunlots-test', `ferretdb-${version}-${made}-${process.platform}-${process.arch}`);
}
