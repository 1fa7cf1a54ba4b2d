import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe } from '../content/fault.ts';
import { type ContentParts, readContent } from '../content/readContent.ts';
import { addTopic } from './content/addTopic.ts';
import { checkLinks } from './content/checkLinks.ts';
import { listFacts } from './content/listFacts.ts';
import { overdue, summarise, tabulate } from './content/report.ts';
import { runCommand, UsageError } from './runCommand.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const usage = `npm run content                 checks everything; a summary for each language
npm run content -- --strict     what is missing or overdue is a fault as well
npm run content -- topics       a line for each topic: aspects, facts, phrases, LIX
npm run content -- facts TOPIC  the facts of a topic, and where they are shown
npm run content -- add TOPIC    begins a topic: the files that must be written
npm run content -- links        asks each address that the articles link to`;

/** Checks all content: each fault with file, line and mend; ends with 1 when there is one. And helps editors to see and begin. */
await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { strict: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [what = 'check', topic] = positionals;
  if (!['check', 'topics', 'facts', 'add', 'links'].includes(what)) throw new UsageError(usage);
  if (what === 'add') {
    if (topic === undefined) throw new UsageError(usage);
    return print(await addTopic(root, topic));
  }
  const { found, parts } = await readContent(root);
  const all = [...found, ...(parts === null ? [] : overdue(parts, new Date()))];
  const faults = all.filter((fault) => values.strict || fault.level === 'fault');
  const tellFaults = () => print(faults.map(describe));
  const whole = (): ContentParts => {
    if (parts !== null) return parts;
    tellFaults();
    throw new UsageError('The content has faults. Mend them first.');
  };
  switch (what) {
    case 'topics':
      return print(tabulate(whole()));
    case 'facts':
      if (topic === undefined) throw new UsageError(usage);
      return print(listFacts(whole(), topic));
    case 'links': {
      const { lines, broken } = await checkLinks(whole());
      print(lines);
      if (broken) process.exitCode = 1;
      return;
    }
    default: {
      tellFaults();
      if (parts !== null) print(summarise(parts, new Date()));
      const warnings = all.length - faults.length;
      print([
        `${faults.length} faults, ${warnings} warnings${warnings > 0 ? ' (--strict shows them as faults)' : ''}`,
      ]);
      if (faults.length > 0) process.exitCode = 1;
    }
  }
});

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
