import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { Ways } from '../chat/Ways.tsx';
import type { Block, Inline } from './blocks.ts';

/** A message's blocks as elements, made one by one: nothing of a message is ever parsed as HTML. */
export function Markdown({ blocks }: { readonly blocks: readonly Block[] }): ComponentChildren {
  return blocks.map((block, index) => <Fragment key={index}>{element(block)}</Fragment>);
}

function element(block: Block): ComponentChildren {
  switch (block.kind) {
    case 'heading':
      return <h3>{inline(block.inner)}</h3>;
    case 'paragraph':
      return <p>{inline(block.inner)}</p>;
    case 'ways':
      return <Ways ways={block.ways} />;
    case 'steps':
      return (
        <ol class={`steps from-${Math.min(block.start, 9)}`} start={block.start}>
          {items(block.items)}
        </ol>
      );
    case 'list':
      return <ul class="points">{items(block.items)}</ul>;
  }
}

function items(list: readonly (readonly Block[])[]): ComponentChildren {
  return list.map((blocks, index) => {
    const [only] = blocks;
    return (
      <li key={index}>
        {only?.kind === 'paragraph' && blocks.length === 1 ? (
          <div>{inline(only.inner)}</div>
        ) : (
          <div class="stack">
            <Markdown blocks={blocks} />
          </div>
        )}
      </li>
    );
  });
}

export function inline(inlines: readonly Inline[]): ComponentChildren {
  return inlines.map((part, index) => <Fragment key={index}>{inlineElement(part)}</Fragment>);
}

function inlineElement(part: Inline): ComponentChildren {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'break':
      return <br />;
    case 'strong':
      return <strong>{inline(part.inner)}</strong>;
    case 'em':
      return <em>{inline(part.inner)}</em>;
    case 'link':
      return (
        <a href={part.href} {...(part.href.startsWith('https:') ? newTab : {})}>
          {inline(part.inner)}
        </a>
      );
  }
}

const newTab = { target: '_blank', rel: 'noopener noreferrer' };
