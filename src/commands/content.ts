import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe } from '../content/fault.ts';
import { readContent } from '../content/readContent.ts';
import { runCommand } from './runCommand.ts';

/** Checks all content: each fault with file, line and mend; ends with 1 when there is one. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { strict: { type: 'boolean', default: false } } });
  const { found, parts } = await readContent(fileURLToPath(new URL('../..', import.meta.url)));
  const faults = found.filter((fault) => values.strict || fault.level === 'fault');
  const warnings = found.length - faults.length;
  for (const fault of faults) process.stdout.write(`${describe(fault)}\n`);
  if (parts !== null) {
    const { topics, facts, articles, examples } = parts;
    process.stdout.write(
      `${topics.length} topics, ${articles.length} articles, ${facts.length} facts, ${examples.length} example phrases\n`,
    );
  }
  process.stdout.write(
    `${faults.length} faults, ${warnings} warnings${warnings > 0 ? ' (--strict shows them as faults)' : ''}\n`,
  );
  if (faults.length > 0) process.exitCode = 1;
});
