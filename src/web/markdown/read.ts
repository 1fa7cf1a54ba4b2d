import { Lexer, type Token, type Tokens } from 'marked';
import type { Block, Inline, Way } from './blocks.ts';
import { plainText } from './plain.ts';
import { safeHref } from './safeHref.ts';

/** Reads Markdown from the bot into blocks. HTML in it is text; links lead to https:, tel: and mailto: only. */
export function readMarkdown(markdown: string): Block[] {
  return blocksOf(new Lexer({ gfm: true }).lex(markdown));
}

function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token): Block[] => {
    switch (token.type) {
      case 'space':
      case 'hr':
      case 'def':
        return [];
      case 'heading':
        return [{ kind: 'heading', inner: inlinesOf(token.tokens) }];
      case 'paragraph':
      case 'text':
        return [{ kind: 'paragraph', inner: token.tokens ? inlinesOf(token.tokens) : said(token) }];
      case 'blockquote':
        return blocksOf(token.tokens ?? []);
      case 'list':
        return [listOf(token as Tokens.List)];
      default:
        return [{ kind: 'paragraph', inner: said(token) }];
    }
  });
}

function listOf(list: Tokens.List): Block {
  const items = list.items.map((item) => blocksOf(item.tokens));
  if (list.ordered) return { kind: 'steps', start: Number(list.start) || 1, items };
  const ways = items.map(wayOf).filter((way) => way !== null);
  return ways.length === items.length && ways.length > 0 ? { kind: 'ways', ways } : { kind: 'list', items };
}

/** More than this before the link is an explanation, and the link alone stands in large. */
const shortLead = 32;

/** An item that is one paragraph with exactly one link in it is a way onward. */
function wayOf([only, ...rest]: readonly Block[]): Way | null {
  if (only?.kind !== 'paragraph' || rest.length > 0) return null;
  const links = only.inner.flatMap(linksIn);
  const [link] = links;
  if (link === undefined || links.length > 1) return null;
  const name = plainText([link]);
  const whole = plainText(only.inner);
  const at = whole.indexOf(name);
  const before = whole.slice(0, at).trimStart();
  const after = whole.slice(at + name.length).replace(/^[\s:,،;؛.–-]+/u, '');
  if (before.length <= shortLead) return { href: link.href, lead: before, name, hint: after };
  const explanation = before.replace(/[\s:,،;؛–-]+$/u, '');
  const comma = /\p{Script=Arabic}/u.test(explanation) ? '، ' : ', ';
  const joint = /^\p{Lu}/u.test(after) ? '. ' : comma;
  return { href: link.href, lead: '', name, hint: after === '' ? explanation : explanation + joint + after };
}

function linksIn(inline: Inline): Extract<Inline, { kind: 'link' }>[] {
  if (inline.kind === 'link') return [inline];
  return inline.kind === 'strong' || inline.kind === 'em' ? inline.inner.flatMap(linksIn) : [];
}

function inlinesOf(tokens: readonly Token[] = []): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    switch (token.type) {
      case 'strong':
      case 'em':
        return [{ kind: token.type, inner: inlinesOf(token.tokens) }];
      case 'br':
        return [{ kind: 'break' }];
      case 'link': {
        const href = safeHref(String((token as Tokens.Link).href));
        const inner = inlinesOf(token.tokens);
        return href === null ? inner : [{ kind: 'link', href, inner }];
      }
      case 'text':
      case 'del':
        return token.tokens ? inlinesOf(token.tokens) : said(token);
      default:
        return said(token);
    }
  });
}

/** Any other token as the text it was written as; an image by its description. */
function said(token: Token): Inline[] {
  const written = token.type === 'html' || !('text' in token) ? token.raw : String(token.text);
  const text = token.type === 'html' ? written.trimEnd() : decodeEntities(written);
  return text === '' ? [] : [{ kind: 'text', text }];
}

const entities: Readonly<Record<string, string>> = {
  shy: '\u00AD',
  nbsp: '\u00A0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
};

/** CommonMark's entities as far as our articles use them; the lexer leaves them as written. */
function decodeEntities(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
