import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Alert, alertsSchema } from '../alerts/alert.ts';
import { type Receivers, receiversSchema } from '../cases/receivers.ts';
import { type Article, shownFacts } from '../knowledge/article.ts';
import type { Fact } from '../knowledge/fact.ts';
import type { Owner, Topic } from '../knowledge/topic.ts';
import { exampleLanguages } from '../model.ts';
import type { DangerExample } from '../nlu/danger/dangerModel.ts';
import { type DangerRules, dangerFileSchema } from '../nlu/dangerRules.ts';
import type { Concept } from '../nlu/linear/findConcepts.ts';
import type { Example } from '../nlu/recogniser.ts';
import { type Retention, retentionSchema } from '../privacy/retention.ts';
import { checkArticle, checkFact } from './checkArticle.ts';
import { checkContradictions } from './checkContradictions.ts';
import { checkCoverage } from './checkCoverage.ts';
import { checkAmounts, checkEasy, checkEasyText, checkShared } from './checkWording.ts';
import { type Fault, Faults } from './fault.ts';
import { loadArticles } from './loadArticles.ts';
import { loadConcepts } from './loadConcepts.ts';
import { loadDangerExamples } from './loadDangerExamples.ts';
import { loadExamples } from './loadExamples.ts';
import { loadFacts } from './loadFacts.ts';
import { type LoadedFlows, loadFlows, templatesOf } from './loadFlows.ts';
import { type Locales, loadLocales } from './loadLocales.ts';
import { loadOwners, loadTopics } from './loadTopics.ts';
import { readYaml } from './readYaml.ts';

/**
 * Everything that the assistant says and understands, as it stands in `dialogs/`, `knowledge/` and `locales/`: plain data, which
 * JSON keeps.
 */
export interface ContentParts {
  readonly topics: readonly Topic[];
  readonly owners: readonly Owner[];
  readonly facts: readonly Fact[];
  readonly articles: readonly Article[];
  readonly locales: Locales;
  readonly examples: readonly Example[];
  readonly concepts: readonly Concept[];
  readonly dangerRules: DangerRules;
  readonly dangerExamples: readonly DangerExample[];
  readonly retention: Retention;
  readonly alerts: readonly Alert[];
  readonly flows: LoadedFlows;
  readonly receivers: Receivers;
}

/** Reads and cross-checks all content. @returns its parts, or null when there is a fault, and everything that was found */
export async function readContent(
  root: string,
): Promise<{ parts: ContentParts | null; found: readonly Fault[] }> {
  const faults = new Faults();
  const owners = loadOwners(root, faults);
  const topics = loadTopics(root, owners, faults);
  const facts = loadFacts(
    root,
    topics.map((topic) => topic.id),
    faults,
  );
  const written = loadArticles(root, topics, faults);
  const locales = loadLocales(root, faults);
  const { examples, faults: wrongExamples } = await loadExamples(join(root, 'knowledge'));
  for (const { file, line, message } of wrongExamples) {
    faults.add(`knowledge/${file}`, line, message, 'docs/editing.md shows how examples are written.');
  }
  const { concepts, faults: wrongConcepts } = await loadConcepts(join(root, 'knowledge'));
  for (const { file, line, message } of wrongConcepts) {
    faults.add(`knowledge/${file}`, line, message, 'The head of the file shows how concepts are written.');
  }
  const { examples: dangerExamples, faults: wrongDangers } = await loadDangerExamples(
    join(root, 'knowledge'),
  );
  for (const { file, line, message } of wrongDangers) {
    faults.add(`knowledge/${file}`, line, message, 'docs/editing.md shows how danger is written.');
  }
  const dangerRules = readdirSync(join(root, 'knowledge/danger'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => readYaml(root, `knowledge/danger/${name}`, dangerFileSchema, faults)?.value ?? []);
  const retention = readYaml(root, 'knowledge/retention.yaml', retentionSchema, faults);
  const alerts = readYaml(root, 'knowledge/alerts.yaml', alertsSchema, faults);
  const receivers = readYaml(root, 'knowledge/receivers.yaml', receiversSchema, faults);
  for (const owner of Object.keys(receivers?.value ?? {})) {
    if (!owners.some(({ id }) => id === owner))
      faults.add(
        'knowledge/receivers.yaml',
        receivers?.lineOf([owner]) ?? 1,
        `there is no owner "${owner}"`,
        'Name one of knowledge/owners.yaml.',
      );
  }
  const flows = loadFlows(
    root,
    {
      topics: new Set(topics.map(({ id }) => id)),
      owners: new Set(owners.map(({ id }) => id)),
      texts: locales.texts,
    },
    faults,
  );

  const factsById = new Map(facts.map((fact) => [fact.id, fact]));
  for (const article of written) {
    checkArticle(article, factsById, faults);
    checkEasy(article, faults);
    checkAmounts(article, factsById, faults);
  }
  checkShared(written, faults);
  checkCoverage(topics, written, examples, faults);
  checkContradictions(facts, faults);
  for (const { id: topic, facts: restsOn } of topics) {
    for (const id of Object.values(restsOn).flat())
      checkFact(id, factsById, `knowledge/topics/${topic}/topic.yaml`, 1, faults);
  }
  for (const owner of owners) {
    for (const way of owner.ways) checkShown(way, factsById, 'knowledge/owners.yaml', faults);
  }
  for (const [language, texts] of Object.entries(locales.texts)) {
    for (const text of Object.values(texts)) {
      for (const id of shownFacts(text)) checkShown(id, factsById, `locales/${language}/chat.yaml`, faults);
    }
  }
  for (const { file, template } of templatesOf(flows)) {
    for (const id of shownFacts(template)) checkShown(id, factsById, file, faults);
    if (file.startsWith('locales/sv-simple/')) checkEasyText(file, 1, template, faults);
  }
  for (const { message, danger } of Object.values(locales.unserved)) {
    for (const id of shownFacts(message + danger)) checkShown(id, factsById, 'locales/unserved.yaml', faults);
  }

  if (
    retention === null ||
    alerts === null ||
    receivers === null ||
    faults.all.some((fault) => fault.level === 'fault')
  )
    return { parts: null, found: faults.all };
  return {
    parts: {
      topics,
      owners,
      facts,
      articles: written.map(({ article }) => article),
      locales,
      examples: [...examples, ...titlesAsExamples(topics)],
      concepts,
      dangerRules,
      dangerExamples,
      retention: retention.value,
      alerts: alerts.value,
      flows,
      receivers: receivers.value,
    },
    found: faults.all,
  };
}

function checkShown(id: string, facts: ReadonlyMap<string, Fact>, file: string, faults: Faults): void {
  checkFact(id, facts, file, 1, faults);
  if (facts.has(id) && facts.get(id)?.value === undefined) {
    faults.add(file, 1, `the fact "${id}" has no value to show`, 'Give it a value.');
  }
}

/** A topic's title is what its button sends, so it must be understood like any other phrase. */
function titlesAsExamples(topics: readonly Topic[]): Example[] {
  return topics.flatMap((topic) =>
    exampleLanguages.map((language) => ({
      text: topic.title[language],
      label: topic.id,
      language,
      pattern: topic.title[language],
    })),
  );
}
