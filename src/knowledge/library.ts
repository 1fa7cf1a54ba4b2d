import { type Aspect, aspects, type Language, servedLanguages, type TopicId } from '../model.ts';
import { type Article, type SectionName, shownFacts } from './article.ts';
import { type AskedAspect, type AspectWords, createAspectFinder, type FindAspect } from './askedAspect.ts';
import type { Fact } from './fact.ts';
import { plain } from './plain.ts';
import { createSourceFinder, type Source } from './source.ts';
import type { Owner, Topic } from './topic.ts';

/** Everything the assistant knows, checked and ready to be asked. */
export interface Library {
  topic(id: TopicId): Topic | null;
  /** Null when nobody has written it in that language. */
  article(topic: TopicId, language: Language): Article | null;
  owner(id: string): Owner | null;
  /** Empty when there is no such owner. */
  ownerName(id: string, language: Language): string;
  fact(id: string): Fact | null;
  topicIds(): readonly TopicId[];
  title(topic: TopicId, language: Language): string;
  /** The topic whose title the text is, letter case and punctuation apart: in one language, or in any. */
  topicByTitle(text: string, language: Language | 'any'): TopicId | null;
  /** The aspect that the text asks about, when its words or its beginning name one. */
  aspectIn(text: string, language: Language): AskedAspect | null;
  /** The question that asks for an aspect of the topic at hand, as a button shows it. */
  question(aspect: Aspect, language: Language): string;
  /** The name of the drawing of a topic, or of the topic or aspect that a button's words ask for. */
  drawing(of: { readonly topic: TopicId } | { readonly button: string }): string | null;
  /** Where what sections of an article say comes from; null when it stands on no public page that may be named. */
  source(topic: TopicId, sections: readonly SectionName[], language: Language): Source | null;
  /** One way onward as a template with exactly one link, from a fact that holds a phone, an address or a link. */
  way(fact: string): string;
}

export interface LibraryParts {
  readonly topics: readonly Topic[];
  readonly articles: readonly Article[];
  readonly owners: readonly Owner[];
  readonly facts: readonly Fact[];
  readonly aspectWords: Readonly<Record<Language, AspectWords>>;
}

/** Puts loaded content together for quick asking. */
export function createLibrary(parts: LibraryParts): Library {
  const topics = new Map(parts.topics.map((topic) => [topic.id, topic]));
  const articles = new Map(
    parts.articles.map((article) => [`${article.topic} ${article.language}`, article]),
  );
  const owners = new Map(parts.owners.map((owner) => [owner.id, owner]));
  const facts = new Map(parts.facts.map((fact) => [fact.id, fact]));
  const title = (topic: Topic, language: Language): string =>
    articles.get(`${topic.id} ${language}`)?.title ?? topic.title[language === 'sv-simple' ? 'sv' : language];
  const titles = new Map<string, TopicId>();
  for (const topic of parts.topics) {
    for (const language of servedLanguages) {
      titles.set(`${language} ${plain(title(topic, language))}`, topic.id);
      titles.set(`any ${plain(title(topic, language))}`, topic.id);
    }
    // An article's own title may differ from its topic's, by which people may ask as well.
    for (const written of Object.values(topic.title)) titles.set(`any ${plain(written)}`, topic.id);
  }
  const aspectFinders = Object.fromEntries(
    servedLanguages.map((language) => [language, createAspectFinder(parts.aspectWords[language])]),
  ) as Record<Language, FindAspect>;
  const sourceOf = createSourceFinder(parts.facts, parts.articles);
  const drawings = new Map<string, string>(
    servedLanguages.flatMap((language) =>
      aspects.map((aspect) => [plain(parts.aspectWords[language][aspect].ask), `aspect-${aspect}`] as const),
    ),
  );

  return {
    topic: (id) => topics.get(id) ?? null,
    article: (topic, language) => articles.get(`${topic} ${language}`) ?? null,
    owner: (id) => owners.get(id) ?? null,
    ownerName: (id, language) => owners.get(id)?.name[language === 'sv-simple' ? 'sv' : language] ?? '',
    fact: (id) => facts.get(id) ?? null,
    topicIds: () => [...topics.keys()],
    title: (id, language) => {
      const topic = topics.get(id);
      return topic === undefined ? id : title(topic, language);
    },
    topicByTitle: (text, language) => titles.get(`${language} ${plain(text)}`) ?? null,
    aspectIn: (text, language) => aspectFinders[language](text),
    question: (aspect, language) => parts.aspectWords[language][aspect].ask,
    source: (topic, sections, language) => {
      const article = articles.get(`${topic} ${language}`);
      const restsOn = topics.get(topic)?.facts ?? {};
      return sourceOf(
        sections.flatMap((section) => [
          ...(restsOn[section] ?? []),
          ...shownFacts(article?.sections[section] ?? ''),
        ]),
      );
    },
    drawing: (of) => {
      const topic = 'topic' in of ? of.topic : titles.get(`any ${plain(of.button)}`);
      if (topic !== undefined) return topics.get(topic)?.picture ?? null;
      return 'button' in of ? (drawings.get(plain(of.button)) ?? null) : null;
    },
    way: (id) => {
      const value = facts.get(id)?.value;
      if (value?.type === 'link')
        return `[${new URL(value.url).hostname.replace(/^www\./, '')}]({{fact "${id}"}})`;
      return `{{fact "${id}"}}`;
    },
  };
}
