import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, poll, post } from '../support/directLineClient.ts';
import { type Service, startService } from '../support/service.ts';

const run = promisify(execFile);
const command = (name: string, ...parameters: string[]) =>
  run('node', ['src/run.mjs', `commands/${name}.ts`, ...parameters], { encoding: 'utf8' });
const refused = async (running: Promise<unknown>) =>
  (await running.then(
    () => null,
    (error: unknown) => error,
  )) as { code: number; stderr: string } | null;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunlots-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('ask', () => {
  it('prints one line of JSON as the contract has it', async () => {
    const { stdout } = await command('ask', '--json', 'Miten haen toimeentulotukea?');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      text: 'Miten haen toimeentulotukea?',
      language: 'fi',
      outcome: 'answered_article',
      topic: 'income-support',
      confidence: expect.any(Number),
      alternatives: expect.any(Array),
      reply: expect.stringContaining('Toimeentulotuki'),
      suggestions: expect.any(Array),
      redacted: 'Miten haen toimeentulotukea?',
    });
  });

  it('answers a file line by line, and goes on in conversations that are named', async () => {
    const file = join(folder, 'questions.jsonl');
    await writeFile(
      file,
      [
        { id: 1, text: 'hur söker jag plats i förskola?', conversation: 'a' },
        { id: 2, text: 'How do I apply for a place in preschool?' },
        { id: 3, text: 'vad kostar det?', conversation: 'a' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const { stdout } = await command('ask', '--file', file);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ id, language }) => [id, language])).toEqual([
      [1, 'sv'],
      [2, 'en'],
      [3, 'sv'],
    ]);
    expect(lines[2]).toMatchObject({ aspect: 'cost', outcome: expect.stringMatching(/^answered_/) });
  });

  it('needs no database server and touches none', async () => {
    const env = { ...process.env, MONGODB_URL: 'mongodb://127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' };
    for (const kept of [[], ['--data', join(folder, 'beside')]]) {
      const parameters = ['src/run.mjs', 'commands/ask.ts', '--json', 'bibliotek', ...kept];
      const { stdout } = await run('node', parameters, { encoding: 'utf8', env });
      expect(JSON.parse(stdout)).toMatchObject({ topic: 'library' });
    }
  });

  it('says what is wrong with the way it was called', async () => {
    const broken = join(folder, 'broken.jsonl');
    await writeFile(broken, '{"text": "hej"}\nnonsense\n');
    for (const [parameters, words] of [
      [[], 'There is no question'],
      [['hej', '--language', 'xx'], '--language xx is not served'],
      [['hej', '--at', 'soon'], '--at soon is not a time'],
      [['hej', '--nonsense'], '--nonsense'],
      [['--file', broken], 'broken.jsonl:2: not valid JSON'],
    ] as const) {
      expect(await refused(command('ask', ...parameters))).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(words),
      });
    }
  });
});

describe('a second process', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('reads and writes beside the running server, and neither loses anything', async () => {
    const started = await begin(service.url);
    const asking = command('ask', '--data', service.dataDir, '--json', 'bibliotek');
    for (let count = 0; count < 20; count += 1) await post(service.url, started, `hej ${count}`);
    const { stdout } = await asking;
    expect(JSON.parse(stdout)).toMatchObject({ topic: 'library' });
    expect((await poll(service.url, started, '1')).activities).toHaveLength(40);
    const entries = service.app.documents.collection(
      (await import('../../src/turn/conversationLog.ts')).entriesDefinition,
    );
    const written = await entries.find({ user: 'ask' });
    expect(written.map((entry) => [entry.seq, entry.result.outcome])).toEqual([
      [1, 'greeted_opening'],
      [2, 'answered_article'],
    ]);
  });
});

describe('content', () => {
  it('finds the content that ships without a fault, and sums it up for each language', async () => {
    const { stdout } = await command('content');
    expect(stdout).toMatch(/^93 topics, \d+ articles, \d+ facts .*, \d+ example phrases$/m);
    expect(stdout).toMatch(/^0 faults/m);
    for (const language of ['sv', 'sv-simple', 'fi', 'en', 'ar'])
      expect(stdout).toMatch(new RegExp(`^${language} +93 of 93 `, 'm'));
  });

  it('shows every topic on a line, and the facts of one', async () => {
    const topics = await command('content', 'topics');
    expect(topics.stdout.trim().split('\n')).toHaveLength(94);
    const facts = await command('content', 'facts', 'income-support');
    expect(facts.stdout).toMatch(/^income-support-appeal-time {2}\[appeal, \w+, \w+, seen [^\]]+\]$/m);
    expect(facts.stdout).toMatch(/used in: appeal/);
  });

  it.each([
    [['facts', 'no-such-topic'], /There is no topic "no-such-topic"/],
    [['add', 'library'], /There is a topic "library" already/],
    [['nonsense'], /npm run content -- topics/],
  ])('says what to do when it is asked for %j', async (parameters, told) => {
    const { code, stderr } = (await refused(command('content', ...parameters))) ?? { code: 0, stderr: '' };
    expect(code).toBe(2);
    expect(stderr).toMatch(told);
  });
});

describe('cases', () => {
  it('lists, shows and exports what was sent, and never what was not', async () => {
    const dataDir = join(folder, 'with-cases');
    const file = join(folder, 'report.jsonl');
    const say = (conversation: string, ...texts: string[]) =>
      texts.map((text) => JSON.stringify({ conversation, text }));
    await writeFile(
      file,
      [
        ...say('sent', 'stort hål i gatan på Nobelvägen 12', '=1+1 är inget svar, sedan igår', 'hoppa över'),
        ...say('sent', '070-123 45 67', 'skicka'),
        ...say('never', 'trasig gatlampa på Amiralsgatan 20'),
      ].join('\n'),
    );
    await command('ask', '--file', file, '--data', dataDir);
    const cases = (...parameters: string[]) =>
      run('node', ['src/run.mjs', 'commands/cases.ts', ...parameters], {
        encoding: 'utf8',
        env: { ...process.env, DATA_DIR: dataDir, MONGODB_URL: '' },
      });
    const { stdout: list } = await cases('list');
    expect(list.trim().split('\n')).toHaveLength(1);
    expect(list).toMatch(/^KL-\w{7} {2}\d{4}-\d\d-\d\d {2}waiting {2}fgk {2}/);
    const [reference = ''] = list.split(' ');
    expect((await cases('show', reference.toLowerCase())).stdout).toContain('Plats: Nobelvägen 12');
    const [columns = '', row = ''] = (await cases('export')).stdout.split('\n');
    expect(columns).toMatch(/^reference,createdAt,status/);
    expect(row).toContain(`"${reference}"`);
    expect(JSON.parse((await cases('export', '--format', 'json')).stdout)).toMatchObject([
      { reference, place: 'Nobelvägen 12' },
    ]);
    expect(await refused(cases('show', 'KL-2A2A2A2'))).toMatchObject({ code: 2 });
    expect(await refused(cases('retry', reference))).toMatchObject({
      stderr: expect.stringContaining('was not given up'),
    });
  });
});
