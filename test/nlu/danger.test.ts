import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { loadContent } from '../../src/content/loadContent.ts';
import { createRuleFinder } from '../../src/nlu/danger/findByRules.ts';
import { loadOrTrainDanger } from '../../src/nlu/danger/loadOrTrainDanger.ts';
import { createDangerFinder, type FindDanger } from '../../src/nlu/danger.ts';
import { type DangerKind, dangerFileSchema } from '../../src/nlu/dangerRules.ts';

interface Line {
  readonly text: string;
  readonly language: string;
  readonly kind: DangerKind | null;
}

let findDanger: FindDanger;
beforeAll(async () => {
  const { cacheDir } = readConfig({});
  const { dangerRules, dangerExamples, examples, concepts } = await loadContent('.', cacheDir);
  findDanger = createDangerFinder(
    dangerRules,
    await loadOrTrainDanger(dangerExamples, examples, concepts, cacheDir),
  );
});
/** The danger that would be warned of. */
const warned = (text: string) => {
  const danger = findDanger(text);
  return danger?.certainty === 'sure' ? danger : null;
};
const lines = readFileSync('test/nlu/danger.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const dangerous = lines.filter((line) => line.kind !== null);
const harmless = lines.filter((line) => line.kind === null);

describe('danger', () => {
  it.each(['sv', 'fi', 'en', 'ar', 'any'])('is seen in at least 98 % of the lines in %s', (language) => {
    const asked = dangerous.filter((line) => language === 'any' || line.language === language);
    const missed = asked.filter((line) => warned(line.text) === null).map((line) => line.text);
    expect(asked.length).toBeGreaterThanOrEqual(40);
    expect(missed.length / asked.length, missed.join('\n')).toBeLessThanOrEqual(0.02);
  });

  it.each(['sv', 'fi', 'en', 'ar', 'any'])(
    'is seen in at most 1 % of the harmless lines in %s',
    (language) => {
      const asked = harmless.filter((line) => language === 'any' || line.language === language);
      const alarms = asked.filter((line) => warned(line.text) !== null).map((line) => line.text);
      expect(alarms.length / asked.length, alarms.join('\n')).toBeLessThanOrEqual(0.01);
    },
  );

  it('is called by its right name nine times of ten', () => {
    const right = dangerous.filter((line) => warned(line.text)?.kind === line.kind);
    expect(right.length / dangerous.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is seen in every held-out line about an emergency', () => {
    const missed = heldOut().filter((line) => line.topic === 'emergency' && warned(line.text) === null);
    expect(missed.map((line) => line.text)).toEqual([]);
  });

  it('is seen in at most 1 % of the held-out lines about anything else', () => {
    // A child or a partner who is beaten has 112 in sight by right.
    const near = ['emergency', 'violence', 'child-concern'];
    const others = heldOut().filter((line) => !near.includes(line.topic ?? ''));
    const alarms = others.filter((line) => warned(line.text) !== null).map((line) => line.text);
    expect(alarms.length / others.length, alarms.join('\n')).toBeLessThanOrEqual(0.01);
  });

  it.each([
    ['a letter too many', 'det brinnner i trapphuset', 'fire'],
    ['a letter too few', 'min pappa är medvetlös', 'medical'],
    ['letters swapped', 'my dad is unconsicous', 'medical'],
    ['no marks on the letters', 'jag vill inte leva langre, orkar inte', 'suicide'],
    ['capitals and signs', 'HJÄLP!!! DET BRINNER!!!', 'fire'],
    ['drawn-out letters', 'hjäääälp det briiiinner i huset', 'fire'],
    ['an Arabic text with vowel marks', 'البَيْتُ يَحْتَرِقُ', 'fire'],
    ['two sentences', 'Min granne ligger på golvet. Han andas inte.', 'medical'],
    ['a calm opening', 'Hej, jag undrar över min faktura. Men det brinner i huset bredvid nu.', 'fire'],
  ])('is seen through %s', (_, text, kind) => {
    expect(warned(text)?.kind).toBe(kind);
  });

  it('is not taken out by what another sentence says', () => {
    expect(warned('Vi såg en film igår. Nu andas inte min man.')?.kind).toBe('medical');
  });

  it('puts thoughts of suicide before everything else', () => {
    expect(warned('jag har tagit alla tabletter, jag vill inte leva längre')?.kind).toBe('suicide');
  });

  it.each(['', ' ', '.', '🔥', '?!?!', '\u202e\u202d', 'ǀ ǀ ǀ', 'a'.repeat(4_000)])(
    'is not seen in %j',
    (text) => {
      expect(warned(text)).toBeNull();
    },
  );
});

describe('a file of rules', () => {
  const file = (danger: object, words: object = {}): unknown => ({ language: 'sv', words, danger });

  it.each([
    ['an unknown list', file({ fire: '@nothing & brinner' }), 'there is no list "nothing"'],
    ['a sign that means nothing', file({ fire: 'brinner + hus' }), '"+" must be a word'],
    ['a loose end', file({ fire: 'brinner ..' }), 'a word is missing'],
    ['two excuses', file({ fire: 'brinner unless film unless bok' }), 'write "unless" once'],
    ['an unknown kind', file({ flood: 'vatten' }), 'flood'],
  ])('is refused for %s, and told why', (_, content, reason) => {
    const parsed = dangerFileSchema.safeParse(content);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error?.issues)).toContain(JSON.stringify(reason).slice(1, -1));
  });

  it('may name lists in lists', () => {
    const find = createRuleFinder([
      dangerFileSchema.parse(
        file({ fire: '@burning & @home' }, { burning: 'brinner', home: 'hus*, @room', room: 'kök' }),
      ),
    ]);
    expect(find('det brinner i kök')).toBe('fire');
    expect(find('det brinner')).toBeNull();
  });
});

function heldOut(): readonly { readonly text: string; readonly topic: string | null }[] {
  const folder = 'test/understanding/held-out';
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as { text: string; topic: string | null });
}
