import { type Aspect, aspects, type Language, servedLanguages, type TopicId } from '../model.ts';
import { type Article, type SectionName, shownFacts } from './article.ts';
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

/** Public sites, and the year when the newest of what they say was seen. */
export interface Source {
  readonly sites: readonly string[];
  readonly year: string | null;
}

/** Words that name an aspect in one language, how questions for it begin, and the question that a button shows. */
export type AspectWords = Readonly<
  Record<
    Aspect,
    { readonly ask: string; readonly words: readonly string[]; readonly begins: readonly string[] }
  >
>;

export interface AskedAspect {
  readonly aspect: Aspect;
  /** True when the words stand for the aspect by themselves; "hur" at the beginning may ask for anything. */
  readonly sure: boolean;
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
  const aspectPhrases = Object.fromEntries(
    servedLanguages.map((language) => [language, phrasesOf(parts.aspectWords[language])]),
  ) as Record<Language, AspectPhrases>;

  const linked = new Set(
    parts.articles.flatMap(({ sections }) =>
      shownFacts(Object.values(sections).join('\n')).flatMap((id) => {
        const value = facts.get(id)?.value;
        return value?.type === 'link' ? [siteOf(value.url)] : [];
      }),
    ),
  );
  const origins = new Map(parts.facts.map((fact) => [fact.id, originOf(fact, linked)]));
  const drawings = new Map<string, string>(
    servedLanguages.flatMap((language) =>
      aspects.map((aspect) => [plain(parts.aspectWords[language][aspect].ask), `aspect-${aspect}`] as const),
    ),
  );

  return {
    topic: (id) => topics.get(id) ?? null,
    article: (topic, language) => articles.get(`${topic} ${language}`) ?? null,
    owner: (id) => owners.get(id) ?? null,
    fact: (id) => facts.get(id) ?? null,
    topicIds: () => [...topics.keys()],
    title: (id, language) => {
      const topic = topics.get(id);
      return topic === undefined ? id : title(topic, language);
    },
    topicByTitle: (text, language) => titles.get(`${language} ${plain(text)}`) ?? null,
    aspectIn: (text, language) => findAspect(plain(text), aspectPhrases[language]),
    question: (aspect, language) => parts.aspectWords[language][aspect].ask,
    source: (topic, sections, language) => {
      const article = articles.get(`${topic} ${language}`);
      const restsOn = topics.get(topic)?.facts ?? {};
      const used = sections
        .flatMap((section) => [...(restsOn[section] ?? []), ...shownFacts(article?.sections[section] ?? '')])
        .flatMap((id) => origins.get(id) ?? []);
      const sites = [...new Set(used.flatMap((origin) => origin.sites))].slice(0, mostSites);
      const [year = null] = used
        .flatMap((origin) => origin.year ?? [])
        .sort()
        .reverse();
      return sites.length === 0 ? null : { sites, year };
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

/** At most this many sites are named under an answer. */
const mostSites = 2;

/** The site that an address belongs to, as people know it: of the city's own subdomains the city's. */
function siteOf(address: string): string {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return host.endsWith('.malmo.se') ? 'malmo.se' : host.replace(/^www\d*\./, '');
}

/** Of which of the sites that we send people to a fact is, others left out, and the year when it was seen. */
function originOf({ source, seen }: Fact, linked: ReadonlySet<string>) {
  const sites = [source]
    .flat()
    .map(siteOf)
    .filter((site) => linked.has(site));
  return { sites, year: /\d{4}(?!.*\d{4})/.exec(seen ?? '')?.[0] ?? null };
}

/** Words that name an aspect, plain and with a blank before and behind. */
interface AspectPhrase {
  readonly aspect: Aspect;
  readonly padded: string;
}

/** Longest first, and before them those of the appeal. */
interface AspectPhrases {
  readonly words: readonly AspectPhrase[];
  readonly begins: readonly AspectPhrase[];
}

/** A beginning may stand behind so many words: "hej, hur". */
const wordsBefore = 2;
/** A text of so many words that begins a question says nothing else: "och när då?" */
const wholeQuestion = 3;

function phrasesOf(words: AspectWords): AspectPhrases {
  const entries = Object.entries(words) as [Aspect, AspectWords[Aspect]][];
  const longestFirst = (of: (entry: AspectWords[Aspect]) => readonly string[]) =>
    entries
      .flatMap(([aspect, entry]) => of(entry).map((phrase) => ({ aspect, padded: ` ${plain(phrase)} ` })))
      .filter(({ padded }) => padded.trim() !== '')
      // How long one has to appeal, and to whom, all stands with the appeal.
      .sort(
        (a, b) =>
          Number(b.aspect === 'appeal') - Number(a.aspect === 'appeal') || b.padded.length - a.padded.length,
      );
  return {
    words: longestFirst(({ ask, words: own }) => [ask, ...own]),
    begins: longestFirst(({ begins }) => begins),
  };
}

/** The aspect with the longest words in the text: "hur lång tid" is of time; else the one that its beginning asks for. */
function findAspect(text: string, { words, begins }: AspectPhrases): AskedAspect | null {
  const padded = ` ${text} `;
  const named = words.find((phrase) => padded.includes(phrase.padded));
  if (named !== undefined) return { aspect: named.aspect, sure: true };
  const all = text.split(' ');
  for (let first = 0; first <= Math.min(wordsBefore, all.length - 1); first += 1) {
    const rest = ` ${all.slice(first).join(' ')} `;
    const begun = begins.find((phrase) => rest.startsWith(phrase.padded));
    if (begun !== undefined) return { aspect: begun.aspect, sure: all.length <= wholeQuestion };
  }
  return null;
}
