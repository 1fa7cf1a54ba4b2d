import { cityTimeZone } from './calendar/localDate.ts';
import type { Config } from './config.ts';
import type { Content } from './content/loadContent.ts';
import { createFlowBook } from './flows/flowBook.ts';
import { formatFact } from './knowledge/formatFact.ts';
import type { Library } from './knowledge/library.ts';
import { createSearch } from './knowledge/search/search.ts';
import type { Clock, Language } from './model.ts';
import { loadOrTrainDanger } from './nlu/danger/loadOrTrainDanger.ts';
import { createDangerFinder } from './nlu/danger.ts';
import { createLanguageIdentifier } from './nlu/language/identify.ts';
import { openRecogniser } from './nlu/openRecogniser.ts';
import { redact } from './privacy/redact.ts';
import { expiryOf } from './privacy/retention.ts';
import { createRenderer, type Texts } from './replies/renderer.ts';
import { createCommandFinder } from './turn/commands.ts';
import { formatTags } from './turn/flows/wordValue.ts';
import type { Mind } from './turn/mind.ts';
import type { Knowledge } from './turn/step.ts';

/** A mind as content alone makes it: what steps write down and look up is joined to it. */
export type LearnedMind = Omit<Mind, 'reference'> & { readonly reference: Knowledge };

/** First buttons of a new chat: what people bring most and what can be done at once. */
const firstTopics = ['street-fault', 'preschool-apply', 'income-support', 'visit'];

/**
 * Makes a mind of content: trains or loads what understands, and puts it together with what is known and how it is
 * said. Part of the composition root.
 *
 * @param progress told 0 to 1 while something is trained
 */
export async function createMind(
  content: Content,
  config: Pick<Config, 'recogniser' | 'cacheDir'>,
  clock: Clock,
  progress: (share: number) => void,
): Promise<LearnedMind> {
  const { library, locales, retention, facts, examples, concepts } = content;
  const recogniser = await openRecogniser(config.recogniser, {
    examples,
    concepts,
    cacheDirectory: config.cacheDir,
    progress,
    now: () => clock().getTime(),
  });
  const dangerModel = await loadOrTrainDanger(content.dangerExamples, examples, concepts, config.cacheDir);
  const search = createSearch(content.articles, (language) => {
    const asked = language === 'sv-simple' ? 'sv' : language;
    return examples.filter((example) => example.language === asked).map(({ text }) => text);
  });
  // Numbers and addresses that we tell people ourselves are no secrets.
  const ownContacts = new Set(
    facts.flatMap(({ value }) =>
      value?.type === 'phone' ? [value.number] : value?.type === 'email' ? [value.address] : [],
    ),
  );
  const flows = createFlowBook(content.flows);
  const renderer = createRenderer(locales.texts, createShowFact(library, locales.texts));
  return {
    senses: {
      redact: (text) => redact(text, ownContacts),
      findDanger: createDangerFinder(content.dangerRules, dangerModel),
      findCommand: createCommandFinder(locales.commandWords),
      identifyLanguage: createLanguageIdentifier(examples),
      recogniser,
      library,
      flows,
    },
    reference: {
      library,
      search,
      unserved: locales.unserved,
      flows,
      caseWords: content.flows.caseWords,
      word: (key, parameters, language) => renderer.text(key, parameters as never, language),
      day: (moment, language) =>
        new Intl.DateTimeFormat(formatTags[language], { timeZone: cityTimeZone, dateStyle: 'long' }).format(
          new Date(moment),
        ),
    },
    renderer,
    expiry: (of, now) => expiryOf(retention, of, now),
    retentionDecision: retention.decision,
    keptDays: retention.classes.conversation.days,
    alerts: content.alerts,
    gazetteer: content.flows.gazetteer,
    receivers: content.receivers,
    firstTopics: (language) => firstTopics.map((topic) => library.title(topic, language)),
  };
}

/** Shows each fact as its language does. The platform's formats are slow to make, so a fact is formatted once. */
function createShowFact(library: Library, texts: Texts): (id: string, language: Language) => string {
  const shown = new Map<string, string>();
  return (id, language) => {
    const key = `${language} ${id}`;
    const known = shown.get(key);
    if (known !== undefined) return known;
    const value = library.fact(id)?.value;
    if (value === undefined) throw new Error(`the fact "${id}" has no value to show`);
    const { hours_pattern, hours_weekdays, hours_everyday, amount_kronor } = texts[language];
    const formatted = formatFact(value, language, {
      hours: hours_pattern,
      weekdays: hours_weekdays,
      everyday: hours_everyday,
      kronor: amount_kronor,
    });
    shown.set(key, formatted);
    return formatted;
  };
}
