import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describe as describeFault } from '../../src/content/fault.ts';
import { readContent } from '../../src/content/readContent.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kommunlots-content-'));
  for (const folder of ['dialogs', 'knowledge', 'locales'])
    await cp(join(project, folder), join(root, folder), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const change = async (file: string, edit: (text: string) => string) => {
  const before = await readFile(join(root, file), 'utf8');
  const after = edit(before);
  expect(after, `the edit of ${file} changes nothing`).not.toBe(before);
  await writeFile(join(root, file), after);
};
const faultsFound = async () => {
  const { parts, found } = await readContent(root);
  const faults = found.filter((fault) => fault.level === 'fault').map(describeFault);
  expect(parts === null).toBe(faults.length > 0);
  return faults.join('\n');
};

describe('content that ships', () => {
  it('has no fault, and every topic has its phrases in four languages', async () => {
    const { parts, found } = await readContent(root);
    expect(found.filter((fault) => fault.level === 'fault').map(describeFault)).toEqual([]);
    const thin = (parts?.topics ?? []).flatMap(({ id: topic }) =>
      (['sv', 'fi', 'en'] as const)
        .filter(
          (language) =>
            (parts?.examples.filter((example) => example.label === topic && example.language === language)
              .length ?? 0) < 10,
        )
        .map((language) => `${topic} ${language}`),
    );
    expect(thin).toEqual([]);
  });
});

describe('a fault names file, line and mend', () => {
  it('in an article: a figure, a link, a weekday or HTML of its own, an unknown fact, a dead end', async () => {
    const file = 'knowledge/topics/library/sv.md';
    await writeFile(
      join(root, file),
      [
        '---',
        'title: Bibliotek',
        '---',
        'Vi har 12 bibliotek.',
        '',
        '## where',
        'Se https://malmo.se eller kom på måndag.',
        '<b>Välkommen</b> till {{fact "no-such-fact"}}.',
        '',
        '## nonsense',
        'Text.',
      ].join('\n'),
    );
    const faults = await faultsFound();
    for (const expected of [
      `${file}:4: a figure of its own. Show it by {{fact "id"}}`,
      `${file}:7: a link or address of its own`,
      `${file}:7: a weekday of its own`,
      `${file}:8: HTML`,
      `${file}:6: there is no fact "no-such-fact"`,
      `${file}:10: there is no aspect "nonsense". Use one of: what, who`,
      `${file}:1: a dead end: there is no section "ways"`,
    ]) {
      expect(faults).toContain(expected);
    }
  });

  it('in wording: easy Swedish that is not easy, an amount without its year, an article that copies another', async () => {
    const copied = await readFile(join(root, 'knowledge/topics/library/sv.md'), 'utf8');
    await writeFile(join(root, 'knowledge/topics/library-print/sv.md'), copied);
    await change('knowledge/topics/library/sv-simple.md', (text) =>
      text
        .replace('---\n\n', '---\n')
        .replace(
          /\n## /,
          '\nDet här är en mening som är alldeles för lång för den som nyss har börjat läsa svenska.\n\n## ',
        ),
    );
    await change('knowledge/topics/student-aid/sv.md', (text) =>
      text.replace('År {{fact "student-aid-amount-year"}}', 'För en tid sedan'),
    );
    await change('knowledge/topics/noise/fi.md', (text) =>
      text.replace(/## (?!what|ways)[\s\S]*(?=## ways)/, ''),
    );
    const found = await faultsFound();
    expect(found).toMatch(/noise\/fi\.md:1: only 1 aspects\. A topic of the city answers at least 4/);
    expect(found).toMatch(/library\/sv-simple\.md:1: a sentence of \d+ words/);
    expect(found).toMatch(/student-aid\/sv\.md:\d+: the amount "student-aid-full-week" changes, and no year/);
    expect(found).toMatch(/library-print\/sv\.md:1: 100 % of its sentences also stand in "library"/);
  });

  it('in an alert: a language that is missing, an end before its beginning', async () => {
    const words = { title: 'Rök.', text: 'Gå in.' };
    await writeFile(
      join(root, 'knowledge/alerts.yaml'),
      JSON.stringify([
        {
          id: 'smoke',
          from: '2026-11-30T10:00:00+01:00',
          until: '2026-11-29T10:00:00+01:00',
          updated: '2026-11-30T10:00:00+01:00',
          texts: { sv: words, 'sv-simple': words, fi: words, en: words, ar: words },
        },
        { id: 'dark', from: 'now', until: 'later', updated: 'now', texts: { sv: words } },
      ]),
    );
    const found = await faultsFound();
    expect(found).toMatch(/alerts\.yaml:1: 0\.until: must come after "from"/);
    expect(found).toMatch(/1\.from: must be a time such as/);
    expect(found).toMatch(/1\.texts\.fi: /);
  });

  it('in facts: YAML that cannot be read, a value of the wrong form, an id that stands twice', async () => {
    await change(
      'knowledge/facts/kultur.yaml',
      (text) => `${text}\n- id: library-x\n  topic: library\n  value: { type: phone, number: "call us" }\n`,
    );
    await change('knowledge/facts/forskola.yaml', (text) => `${text}\n - : [`);
    const first = /- id: (\S+)/;
    await change('knowledge/facts/fgk.yaml', (text) =>
      text.replace(/- id: \S+/g, (line, at: number) =>
        at === text.search(first) ? line : (first.exec(text)?.[0] ?? line),
      ),
    );
    const faults = await faultsFound();
    expect(faults).toMatch(/knowledge\/facts\/kultur\.yaml:\d+: \d+\.value\.number: must be digits/);
    expect(faults).toMatch(/knowledge\/facts\/forskola\.yaml:\d+: not valid YAML/);
    expect(faults).toMatch(/knowledge\/facts\/fgk\.yaml:\d+: the id "[^"]+" stands twice/);
  });

  it('in topics, owners, examples and locales', async () => {
    await change('knowledge/topics/library/topic.yaml', (text) =>
      text.replace(/owner: .*/, 'owner: nobody').replace('related: []', 'related: [nowhere]'),
    );
    await change('knowledge/topics/library/examples.sv.txt', (text) => `(låna|böcker\n${text}`);
    await change('locales/fi/chat.yaml', (text) => text.replace(/^hello:.*$/m, 'helo: Hei!'));
    await change('locales/en/chat.yaml', (text) => text.replace('{{days}}', '{{weeks}}'));
    const faults = await faultsFound();
    expect(faults).toContain('knowledge/topics/library/topic.yaml:1: there is no owner "nobody"');
    expect(faults).toContain('there is no topic "nowhere"');
    expect(faults).toContain('knowledge/topics/library/examples.sv.txt:1: ');
    expect(faults).toContain('locales/fi/chat.yaml:1: the text "hello" is missing');
    expect(faults).toContain('no text is called "helo"');
    expect(faults).toContain('"opening" has no parameter {{weeks}}. It may use: days.');
  });

  it('in flows: an unknown topic, owner, slot, value or fact, words that are missing, hard easy Swedish', async () => {
    await change('dialogs/street-fault.yaml', (text) =>
      text
        .replace('topics: [street-fault]', 'topics: [street-fault, nowhere]')
        .replace('sends: { owner: fgk', 'sends: { owner: nobody')
        .replace('when: { category: [water] } }', 'when: { category: [wine] } }'),
    );
    await change('dialogs/noise.yaml', (text) =>
      text.replace('when: { toldOwner: ["no"] }', 'when: { asked: ["no"] }'),
    );
    await change('locales/fi/flows/street-fault.yaml', (text) =>
      text.replace(/^ {6}lamp: .*\n/m, '').replace('contact-centre-phone', 'no-such-phone'),
    );
    await change('locales/sv-simple/flows/noise.yaml', (text) =>
      text.replace(/^intro: \|-\n.*$/m, `intro: |-\n  ${'ord '.repeat(13)}.`),
    );
    await change('knowledge/receivers.yaml', (text) => `${text}\nnobody:\n  - { way: mail, to: nowhere }\n`);
    const faults = await faultsFound();
    expect(faults).toMatch(/dialogs\/street-fault\.yaml:\d+: there is no topic "nowhere"/);
    expect(faults).toMatch(/dialogs\/street-fault\.yaml:\d+: there is no owner "nobody"/);
    expect(faults).toMatch(
      /dialogs\/street-fault\.yaml:\d+: "category" is never "wine"\. It can be: pothole/,
    );
    expect(faults).toMatch(/dialogs\/noise\.yaml:\d+: the condition names "asked"/);
    expect(faults).toContain(
      'locales/fi/flows/street-fault.yaml:1: the choice "lamp" of "category" is missing',
    );
    expect(faults).toContain('no-such-phone');
    expect(faults).toContain('locales/sv-simple/flows/noise.yaml:1: a sentence of 13 words');
    expect(faults).toMatch(/knowledge\/receivers\.yaml:\d+: nobody\.0\.to: must be an e-mail address/);
  });
});
