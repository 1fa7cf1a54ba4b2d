import type { ContentParts } from '../../content/readContent.ts';
import { shownFacts } from '../../knowledge/article.ts';

/** Milliseconds for one address, and how many are asked at once: other people's servers. */
const patience = 15_000;
const atOnce = 4;

type Answer = { readonly kind: 'ok' } | { readonly kind: 'broken' | 'unreachable'; readonly why: string };

/** Asks each address that an article links to. Where nothing at all can be reached there is no network, which is no fault. */
export async function checkLinks({
  facts,
  articles,
}: ContentParts): Promise<{ lines: string[]; broken: boolean }> {
  const shown = new Set(articles.flatMap(({ sections }) => shownFacts(Object.values(sections).join('\n'))));
  const links = facts.flatMap(({ id, value }) =>
    value?.type === 'link' && shown.has(id) ? [{ id, url: value.url }] : [],
  );
  const waiting = [...links];
  const answers: { id: string; url: string; answer: Answer }[] = [];
  const ask = async (): Promise<void> => {
    for (let link = waiting.shift(); link !== undefined; link = waiting.shift())
      answers.push({ ...link, answer: await answerOf(link.url) });
  };
  await Promise.all(Array.from({ length: atOnce }, ask));

  const count = (kind: Answer['kind']) => answers.filter(({ answer }) => answer.kind === kind).length;
  if (count('unreachable') === answers.length)
    return {
      lines: [`None of ${answers.length} addresses could be reached: is there a network?`],
      broken: false,
    };
  return {
    lines: [
      ...answers.flatMap(({ id, url, answer }) =>
        answer.kind === 'ok' ? [] : [`${id}: ${answer.kind} (${answer.why}): ${url}`],
      ),
      `${links.length} addresses: ${count('ok')} answer, ${count('broken')} broken, ${count('unreachable')} not reached`,
    ],
    broken: count('broken') > 0,
  };
}

async function answerOf(url: string): Promise<Answer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'follow' });
    await response.body?.cancel();
    return response.status === 404 || response.status === 410
      ? { kind: 'broken', why: String(response.status) }
      : { kind: 'ok' };
  } catch (error) {
    const { message, cause } = error as Error;
    return { kind: 'unreachable', why: cause instanceof Error ? cause.message : message };
  }
}
