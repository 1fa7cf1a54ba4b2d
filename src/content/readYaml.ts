import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Faults } from './fault.ts';

/** A YAML file's content with the way back from a place in it to its line. */
export interface YamlFile<T> {
  readonly value: T;
  /** The line of the value at a path such as `[0, 'id']`; of the nearest thing above it when there is none. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads a YAML file by a schema. Whatever is wrong is added to the faults with its line; then null is given back.
 *
 * @param root folder that `file` is relative to
 */
export function readYaml<T extends z.ZodType>(
  root: string,
  file: string,
  schema: T,
  faults: Faults,
): YamlFile<z.infer<T>> | null {
  if (!existsSync(join(root, file))) {
    faults.add(file, 1, 'the file is missing', 'Write it; docs/editing.md shows its form.');
    return null;
  }
  return parseYaml(readFileSync(join(root, file), 'utf8'), 1, file, schema, faults);
}

/** The same for YAML that stands inside another file, from `firstLine` on. */
export function parseYaml<T extends z.ZodType>(
  text: string,
  firstLine: number,
  file: string,
  schema: T,
  faults: Faults,
): YamlFile<z.infer<T>> | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const toLine = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  for (const error of document.errors) {
    faults.add(
      file,
      toLine(error.pos[0]),
      `not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
      'Check quotes, colons and indentation.',
    );
  }
  if (document.errors.length > 0) return null;
  const lineOf = (path: readonly PropertyKey[]) => toLine(offsetOf(document, path));
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, lineOf };
  for (const issue of parsed.error.issues) {
    faults.add(
      file,
      lineOf(issue.path),
      `${issue.path.join('.') || 'the file'}: ${issue.message}`,
      'See docs/editing.md for the form.',
    );
  }
  return null;
}

/** Offset of the deepest node that the path leads to. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const [start]: unknown[] = node.range;
      if (typeof start === 'number') return start;
    }
  }
  return 0;
}
