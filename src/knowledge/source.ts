import { type Article, shownFacts } from './article.ts';
import type { Fact } from './fact.ts';

/** Public sites, and the year when the newest of what they say was seen. */
export interface Source {
  readonly sites: readonly string[];
  readonly year: string | null;
}

/** Finds the source of what rests on some facts; null when it stands on no public page that may be named. */
export function createSourceFinder(
  facts: readonly Fact[],
  articles: readonly Article[],
): (ids: readonly string[]) => Source | null {
  const shown = new Set(articles.flatMap(({ sections }) => shownFacts(Object.values(sections).join('\n'))));
  const linked = new Set(
    facts.flatMap(({ id, value }) => (value?.type === 'link' && shown.has(id) ? [siteOf(value.url)] : [])),
  );
  const origins = new Map(facts.map((fact) => [fact.id, originOf(fact, linked)]));
  return (ids) => {
    const used = ids.flatMap((id) => origins.get(id) ?? []);
    const sites = [...new Set(used.flatMap((origin) => origin.sites))].slice(0, mostSites);
    const years = used.flatMap(({ year }) => year ?? []).sort();
    return sites.length === 0 ? null : { sites, year: years.at(-1) ?? null };
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
