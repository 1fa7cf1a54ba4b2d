import { type Article, coveredAspects, type SectionName } from '../../knowledge/article.ts';
import type { Library } from '../../knowledge/library.ts';
import type { Source } from '../../knowledge/source.ts';
import type { Topic } from '../../knowledge/topic.ts';
import type { Aspect, Language } from '../../model.ts';
import { type Draft, type Passage, say } from '../../replies/renderer.ts';
import type { Step } from '../step.ts';

/** At most this many of an article's other aspects are offered as next questions. */
const nextQuestions = 3;
/** An answer that is longer says the rest when it is asked for. In characters, links counted by their words. */
const longestAnswer = 600;
/** What was told is kept for the flow, in characters. */
const longestTold = 1000;

/** We are sure of the topic: its article, or where none is written in this language, whose matter it is. */
export const answerTopic: Step = (turn, { library, flows }) => {
  const { band, topic: id } = turn.recognition;
  if (band !== 'answer' || id === null || id === 'human') return null;
  const topic = library.topic(id);
  if (topic === null) return null;
  const article = library.article(id, turn.language);
  const flow = turn.session.flow === null ? flows.offeredBy(id) : null;
  const session = {
    topic: { id, at: turn.at.toISOString() },
    choices: [],
    misses: 0,
    // A title that was pressed tells nothing.
    told:
      flow === null || library.topicByTitle(turn.message.text, 'any') !== null
        ? null
        : { topic: id, text: turn.redacted.slice(0, longestTold) },
  };
  const start = flow === null ? null : flows.text(flow.id, turn.language).start;
  if (article === null) {
    return {
      outcome: 'answered_owner',
      topic: id,
      drafts: [tellOwner(topic, turn.language, library)],
      session,
    };
  }
  const aspect = turn.aspect === null ? null : writtenAspect(turn.aspect, article);
  return {
    outcome: 'answered_article',
    topic: id,
    ...(aspect === null ? {} : { aspect }),
    drafts: [composeArticle(article, aspect, start, turn.language, library)],
    session,
  };
};

/** Where an article has no section of its own for an aspect, what was asked mostly stands in one of these. */
const nearAspects: Readonly<Partial<Record<Aspect, readonly Aspect[]>>> = {
  time: ['when', 'next'],
  when: ['time', 'where', 'contact'],
  where: ['contact'],
  contact: ['where'],
  papers: ['how'],
  change: ['next', 'how'],
  next: ['time'],
  appeal: ['change'],
};

function writtenAspect(asked: Aspect, { sections }: Article): Aspect | null {
  return [asked, ...(nearAspects[asked] ?? [])].find((aspect) => sections[aspect] !== undefined) ?? null;
}

/**
 * The aspect that was asked for, or the lead, with the steps where both are short; always the ways onward and the source;
 * the other aspects as buttons.
 */
function composeArticle(
  article: Article,
  aspect: Aspect | null,
  /** The button of the flow that does the matter here in the chat. */
  start: string | null,
  language: Language,
  library: Library,
): Draft {
  const shown = aspect === null ? opening(article) : [aspect];
  const sections = [...shown, 'ways' as const].flatMap((name) => article.sections[name] ?? []);
  const source = library.source(article.topic, shown, language);
  const others = coveredAspects(article).filter((candidate) => !shown.includes(candidate));
  return {
    passages: [
      { markdown: `### ${article.title}` },
      ...sections.map((template): Passage => ({ template })),
      ...(source === null ? [] : [tellSource(source)]),
    ],
    suggestions: [
      ...(start === null ? [] : [{ markdown: start }]),
      ...others
        .slice(0, nextQuestions)
        .map((other): Passage => ({ markdown: library.question(other, language) })),
      say('suggest_person'),
    ],
  };
}

function opening({ sections }: Article): readonly SectionName[] {
  const { lead = '', how } = sections;
  return how !== undefined && lengthOf(lead) + lengthOf(how) <= longestAnswer ? ['lead', 'how'] : ['lead'];
}

function lengthOf(template: string): number {
  return template.replace(/\]\([^)]*\)/g, ']').length;
}

function tellSource({ sites, year }: Source): Passage {
  const parameters = { sites: sites.join(', ') };
  return year === null ? say('source', parameters) : say('source_dated', { ...parameters, year });
}

/** Whose matter it is, what they do, and how to reach them: never a dead end. */
function tellOwner(topic: Topic, language: Language, library: Library): Draft {
  const owner = library.owner(topic.owner);
  const written = language === 'sv-simple' ? 'sv' : language;
  const title = library.title(topic.id, language);
  if (owner === null)
    return {
      passages: [{ markdown: `### ${title}` }, say('help_anyway')],
      suggestions: [say('suggest_person')],
    };
  const parameters = { title, name: owner.name[written], does: owner.does[written] };
  const authority = owner.kind === 'authority';
  const ways = owner.ways.map((id) => `- ${library.way(id)}`).join('\n');
  return {
    passages: [
      { markdown: `### ${title}` },
      say(authority ? 'owner_authority' : 'owner_department', parameters),
      ...(ways === '' ? [] : [{ template: ways }]),
      ...(authority ? [say('help_anyway')] : []),
    ],
    suggestions: [say('suggest_person')],
  };
}
