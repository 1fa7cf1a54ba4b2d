import type { Aspect, Language, TopicId } from '../model.ts';
import type { Article } from './article.ts';
import type { Fact } from './fact.ts';
import { plain } from './plain.ts';
import type { Owner, Topic } from './topic.ts';

/** Everything the assistant knows, checked and ready to be asked. */
export interface Library {
  topic(id: TopicId): Topic | null;
  /** Null when nobody has written it in that language. */
  article(topic: TopicId, language: Language): Article | null;
  owner(id: string): Owner | null;
  fact(id: string): Fact | null;
  topicIds(): readonly TopicId[];
  title(topic: TopicId, language: Language): string;
  /** The topic whose title in any language the text is, letter case and punctuation apart. */
  topicByTitle(text: string): TopicId | null;
  /** The aspect that the text asks about, when its words name one. */
  aspectIn(text: string, language: Language): Aspect | null;
  /** The question that asks for an aspect of the topic at hand, as a button shows it. */
  question(aspect: Aspect, language: Language): string;
  /** One way onward as a template with exactly one link, from a fact that holds a phone, an address or a link. */
  way(fact: string): string;
}

/** Words that name an aspect in one language, and the question that asks for it. */
export type AspectWords = Readonly<
  Record<Aspect, { readonly ask: string; readonly words: readonly string[] }>
>;

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
  const titles = new Map(
    parts.topics.flatMap((topic) =>
      Object.values(topic.title).map((title) => [plain(title), topic.id] as const),
    ),
  );
  // An article's own title may be shorter than its topic's, and is what buttons show.
  for (const article of parts.articles)
    if (!titles.has(plain(article.title))) titles.set(plain(article.title), article.topic);

  return {
    topic: (id) => topics.get(id) ?? null,
    article: (topic, language) => articles.get(`${topic} ${language}`) ?? null,
    owner: (id) => owners.get(id) ?? null,
    fact: (id) => facts.get(id) ?? null,
    topicIds: () => [...topics.keys()],
    title: (topic, language) =>
      articles.get(`${topic} ${language}`)?.title ??
      topics.get(topic)?.title[language === 'sv-simple' ? 'sv' : language] ??
      topic,
    topicByTitle: (text) => titles.get(plain(text)) ?? null,
    aspectIn: (text, language) => findAspect(plain(text), parts.aspectWords[language]),
    question: (aspect, language) => parts.aspectWords[language][aspect].ask,
    way: (id) => {
      const value = facts.get(id)?.value;
      if (value?.type === 'link')
        return `[${new URL(value.url).hostname.replace(/^www\./, '')}]({{fact "${id}"}})`;
      return `{{fact "${id}"}}`;
    },
  };
}

/** The aspect with the longest words in the text: "hur lång tid" is of time, though "hur" is of how. */
function findAspect(text: string, words: AspectWords): Aspect | null {
  const padded = ` ${text} `;
  let best: { aspect: Aspect; length: number } | null = null;
  for (const [aspect, entry] of Object.entries(words) as [Aspect, AspectWords[Aspect]][]) {
    for (const candidate of [entry.ask, ...entry.words]) {
      const phrase = plain(candidate);
      if (phrase.length > (best?.length ?? 0) && padded.includes(` ${phrase} `))
        best = { aspect, length: phrase.length };
    }
  }
  return best?.aspect ?? null;
}
