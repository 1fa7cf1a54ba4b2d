import { beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../src/knowledge/article.ts';
import { createSearch, type Search } from '../../src/knowledge/search/search.ts';
import type { Language } from '../../src/model.ts';

const written = (topic: string, language: Language, title: string, lead: string, how = ''): Article => ({
  topic,
  language,
  title,
  sections: { lead, how, ways: 'Ring {{fact "phone"}}' },
});
const articles = [
  written(
    'allotments',
    'sv',
    'Odlingslotter',
    'Du hyr en liten odlingslott av staden.',
    'Vattnet stängs av under vintern.',
  ),
  written('library', 'sv', 'Bibliotek', 'Du lånar böcker gratis.', 'Du behöver ett lånekort och en kod.'),
  written('income-support', 'fi', 'Toimeentulotuki', 'Voit hakea toimeentulotukea kaupungilta.'),
  written('library', 'fi', 'Kirjasto', 'Lainaat kirjoja maksutta.'),
  written('library', 'en', 'Library', 'You borrow books for free.', 'You need a library card and a code.'),
  written('allotments', 'en', 'Allotments', 'You rent a small garden.', 'Water is turned off in winter.'),
  written('library', 'ar', 'المكتبة', 'تستعير الكتب مجاناً.', 'تحتاج إلى بطاقة مكتبة.'),
  written('allotments', 'ar', 'قطع الزراعة', 'تستأجر حديقة صغيرة.'),
];
/** Other articles, so that words are as rare as among many. */
const others = (['sv', 'fi', 'en', 'ar'] as const).flatMap((language) =>
  Array.from({ length: 60 }, (_, index) =>
    written(`other-${index}`, language, `annat${index}`, `Om annat${index} kan du göra så.`),
  ),
);
const phrases = [
  'hur gör jag',
  'vad kostar det',
  'hur kan jag göra',
  'kan jag få det',
  'how can I',
  'what is it',
];

describe('the search in the articles', () => {
  let search: Search;
  beforeAll(() => {
    search = createSearch([...articles, ...others], () => [...phrases, ...others.map(({ title }) => title)]);
  });
  const topics = (text: string, language: Language) => search.find(text, language).map(({ topic }) => topic);

  it('finds a Swedish word in another form, and the section that has it', () => {
    expect(search.find('stängs vattnet på vintern', 'sv')[0]).toMatchObject({
      topic: 'allotments',
      aspect: 'how',
    });
  });

  it.each([
    ['odlingslotten', 'sv', 'allotments'],
    ['toimeentulotuen', 'fi', 'income-support'],
    ['toimeentulotukeen', 'fi', 'income-support'],
    ['kirjoista', 'fi', 'library'],
    ['borrowing a book', 'en', 'library'],
    ['كتب', 'ar', 'library'],
  ] as const)('finds %s (%s)', (text, language, topic) => {
    expect(topics(text, language)).toEqual([topic]);
  });

  it.each(['vem vann fotbollsmatchen', 'hur gör jag', 'xyzzy', '', '+title:* ~ ^^ -body:"', '*'])(
    'finds nothing for %j',
    (text) => {
      expect(topics(text, 'sv')).toEqual([]);
    },
  );

  it('does not find what stands only in a fact or in the ways onward', () => {
    expect(topics('phone', 'en')).toEqual([]);
  });
});
