import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../src/web/markdown/blocks.ts';
import { readMarkdown } from '../../src/web/markdown/read.ts';
import { safeHref } from '../../src/web/markdown/safeHref.ts';
import { oneSentenceALine } from '../../src/web/markdown/sentences.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });

describe('an answer', () => {
  it('becomes title, short answer, steps and ways', () => {
    const blocks = readMarkdown(
      [
        '### Ansöka om försörjnings&shy;stöd',
        'Du ansöker för *en* månad.',
        '1. **Sök andra pengar först.** Till exempel a-kassa.\n2. Ansök.',
        '- [Så ansöker du](https://malmo.se/a)\n- [040-34 10 00](tel:+4640341000), kontaktcenter',
      ].join('\n\n'),
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'steps', 'ways']);
    expect(blocks[0]).toEqual({ kind: 'heading', inner: [text('Ansöka om försörjnings\u00ADstöd')] });
    expect(blocks[3]).toEqual({
      kind: 'ways',
      ways: [
        { href: 'https://malmo.se/a', lead: '', name: 'Så ansöker du', hint: '' },
        { href: 'tel:+4640341000', lead: '', name: '040-34 10 00', hint: 'kontaktcenter' },
      ],
    });
  });

  it('keeps a list a list when any item has no link, or two', () => {
    const kinds = (markdown: string) => readMarkdown(markdown).map(({ kind }) => kind);
    expect(kinds('- [a](https://a.se)\n- b')).toEqual(['list']);
    expect(kinds('- [a](https://a.se) och [b](https://b.se)')).toEqual(['list']);
    expect(kinds('- [a](https://a.se)\n- [b](mailto:b@malmo.se)')).toEqual(['ways']);
  });

  it.each([
    ['Ring [040-34 10 00](tel:+4640341000).', 'Ring ', '040-34 10 00', ''],
    [
      'Ring kontaktcenter: [040-34 10 00](tel:+4640341000), vardagar 8–17',
      'Ring kontaktcenter: ',
      '040-34 10 00',
      'vardagar 8–17',
    ],
    [
      'Kvinnofridslinjen, när du vill prata med någon: [020-50 50 50](tel:+46)',
      '',
      '020-50 50 50',
      'Kvinnofridslinjen, när du vill prata med någon',
    ],
  ])('makes of "%s" a button that can be taken in at a glance', (item, lead, name, hint) => {
    expect(readMarkdown(`- ${item}`)[0]).toMatchObject({ kind: 'ways', ways: [{ lead, name, hint }] });
  });

  it('keeps the number that steps begin with', () => {
    expect(readMarkdown('3. c\n4. d')[0]).toMatchObject({ kind: 'steps', start: 3 });
  });
});

describe('easy Swedish', () => {
  it('stands one sentence a line', () => {
    const blocks = oneSentenceALine(
      readMarkdown(
        'Har du ont om pengar? Det heter **försörjningsstöd**. Ring kl. 8.\n\n1. Ring. De svarar.',
      ),
    );
    expect(blocks).toEqual([
      { kind: 'paragraph', inner: [text('Har du ont om pengar?')] },
      {
        kind: 'paragraph',
        inner: [text('Det heter '), { kind: 'strong', inner: [text('försörjningsstöd')] }, text('.')],
      },
      { kind: 'paragraph', inner: [text('Ring kl. 8.')] },
      {
        kind: 'steps',
        start: 1,
        items: [[{ kind: 'paragraph', inner: [text('Ring.'), { kind: 'break' }, text('De svarar.')] }]],
      },
    ]);
  });
});

describe('hostile Markdown', () => {
  const hostile = [
    '<script>alert(1)</script>',
    'a <img src=x onerror=alert(1)> b',
    '[klicka](javascript:alert(1))',
    '[klicka](JaVaScRiPt:alert(1))',
    '[klicka](data:text/html;base64,AAAA)',
    '[klicka](//evil.example/x)',
    '[klicka](/desk)',
    '[klicka](http://evil.example)',
    '![bild](https://evil.example/pixel.png)',
    '[a]: javascript:alert(1)\n\n[klicka][a]',
    '<a href="javascript:alert(1)">x</a>',
    '<javascript:alert(1)>',
    '- [x](vbscript:msgbox)\n- [y](https://malmo.se)',
  ];

  it.each(hostile)('%s leads nowhere and is no element', (markdown) => {
    const hrefs = linksIn(readMarkdown(markdown));
    for (const href of hrefs) expect(href).toMatch(/^https:\/\/malmo\.se/);
  });

  it('shows raw HTML as it was written', () => {
    expect(readMarkdown('<b>fet</b> text')[0]).toMatchObject({
      kind: 'paragraph',
      inner: [text('<b>'), text('fet'), text('</b>'), text(' text')],
    });
  });

  it('reads a deep and a long text within a second', () => {
    const start = performance.now();
    readMarkdown(`${'> '.repeat(500)}a`);
    readMarkdown('*a '.repeat(1300));
    readMarkdown('[a]('.repeat(1000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('a link', () => {
  it.each(['https://malmo.se/', 'tel:112', 'mailto:malmostad@malmo.se'])('may lead to %s', (address) => {
    expect(safeHref(address)).toBe(address);
  });
  it.each([
    'http://malmo.se',
    'ftp://x',
    'javascript:1',
    'java\nscript:1',
    '/desk',
    '',
    'blob:x',
    'file:///etc',
  ])('may not lead to %j', (address) => {
    expect(safeHref(address)).toBeNull();
  });
});

function linksIn(blocks: readonly Block[]): string[] {
  const inline = (part: Inline): string[] => {
    if (part.kind === 'link') return [part.href, ...part.inner.flatMap(inline)];
    return part.kind === 'strong' || part.kind === 'em' ? part.inner.flatMap(inline) : [];
  };
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'ways':
        return block.ways.map(({ href }) => href);
      case 'paragraph':
      case 'heading':
        return block.inner.flatMap(inline);
      default:
        return block.items.flatMap(linksIn);
    }
  });
}
