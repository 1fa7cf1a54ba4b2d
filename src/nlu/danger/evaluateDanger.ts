import { createDangerFinder } from '../danger.ts';
import type { DangerRules } from '../dangerRules.ts';
import type { Concept } from '../linear/findConcepts.ts';
import type { Example } from '../recogniser.ts';
import { splitFolds } from '../splitFolds.ts';
import type { DangerExample } from './dangerModel.ts';
import { trainDanger } from './trainDanger.ts';

/** How well danger is heard in lines that were not learned from. Shares are 0 to 100. */
export interface DangerQuality {
  readonly dangerous: number;
  /** Of the dangerous lines: warned of, and warned of or at least answered with 112 in sight. */
  readonly warned: number;
  readonly inSight: number;
  readonly harmless: number;
  /** Of the harmless lines, every one of which sounds dangerous. */
  readonly falselyWarned: number;
}

const folds = 4;

/**
 * Measures the ear for danger by cross-validation over its examples, for each language and for `all`. Rules are taken
 * as they are: lines that they were written after flatter them.
 */
export async function evaluateDanger(
  examples: readonly DangerExample[],
  questions: readonly Example[],
  concepts: readonly Concept[],
  rules: DangerRules,
): Promise<Readonly<Record<string, DangerQuality>>> {
  const heard: { language: string; dangerous: boolean; certainty: string | undefined }[] = [];
  for (const fold of splitFolds(examples, folds)) {
    const find = createDangerFinder(rules, await trainDanger(fold.train, questions, concepts));
    for (const { text, language, label } of fold.test) {
      heard.push({ language, dangerous: label !== null, certainty: find(text)?.certainty });
    }
  }
  const languages = [...new Set(heard.map(({ language }) => language))].sort();
  return Object.fromEntries(
    [...languages, 'all'].map((language) => {
      const lines = heard.filter((line) => language === 'all' || line.language === language);
      const dangerous = lines.filter((line) => line.dangerous);
      const harmless = lines.filter((line) => !line.dangerous);
      const share = (some: typeof lines, holds: (line: (typeof lines)[number]) => boolean): number =>
        Math.round((1000 * some.filter(holds).length) / Math.max(1, some.length)) / 10;
      return [
        language,
        {
          dangerous: dangerous.length,
          warned: share(dangerous, ({ certainty }) => certainty === 'sure'),
          inSight: share(dangerous, ({ certainty }) => certainty !== undefined),
          harmless: harmless.length,
          falselyWarned: share(harmless, ({ certainty }) => certainty === 'sure'),
        },
      ];
    }),
  );
}
