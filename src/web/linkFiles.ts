import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof manifestSchema>;

/**
 * Writes beside a page what it will load, as the value of a `Link` header (RFC 8288): a browser that is told with the head
 * of the answer asks for it all at once, instead of for one thing after the other as it finds them.
 */
export async function linkFiles(folder: string, page: string, manifestFile: string): Promise<void> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestFile), 'utf8')));
  const names = neededBy(page, manifest);
  const scripts = names.map((name) => `</${manifest[name]?.file}>; rel=modulepreload`);
  const styles = names.flatMap((name) => manifest[name]?.css ?? []);
  // Asked for as the page itself does, or they would come twice.
  const links = [...new Set(styles)].map((file) => `</${file}>; rel=preload; as=style; crossorigin`);
  await writeFile(join(folder, `${page}.links`), [...links, ...scripts].join(', '));
}

/** The parts of a page, each once: itself, and whatever its parts import, but for those named `*.later.ts`: most never need them. */
function neededBy(page: string, manifest: Manifest): string[] {
  const needed: string[] = [];
  const visit = (name: string): void => {
    if (needed.includes(name)) return;
    needed.push(name);
    const { imports = [], dynamicImports = [] } = manifest[name] ?? {};
    for (const other of [...imports, ...dynamicImports]) if (!other.includes('.later.')) visit(other);
  };
  visit(page);
  return needed;
}
