import type { Block, Inline } from '../markdown/blocks.ts';
import { inline, Markdown } from '../markdown/Markdown.tsx';
import { plainText } from '../markdown/plain.ts';
import type { speechOf } from '../texts/languages.ts';
import { useWording } from '../texts/texts.ts';
import { Drawing } from './Drawing.tsx';
import { Call112 } from './Ways.tsx';

interface Props {
  readonly blocks: readonly Block[];
  readonly danger: boolean;
  /** Address of a small drawing beside the title. */
  readonly picture: string | null;
  readonly speech: ReturnType<typeof speechOf>;
}

/** An answer: title, short answer, steps, ways. A last paragraph all in emphasis is its source, and stands at the foot. */
export function Card({ blocks, danger, picture, speech }: Props) {
  const source = sourceOf(blocks.at(-1));
  const body = source === null ? blocks : blocks.slice(0, -1);
  const title = body[0]?.kind === 'heading' ? body[0] : null;
  const rest = title === null ? body : body.slice(1);
  return (
    <section class={danger ? 'card danger-card' : 'card'} {...speech}>
      <div class="in">
        {danger ? (
          <DangerTitle title={title?.inner ?? null} rest={rest} />
        ) : (
          title && (
            <h3 class={picture === null ? undefined : 'drawn'}>
              <Drawing address={picture} />
              <span>{inline(title.inner)}</span>
            </h3>
          )
        )}
        <Markdown blocks={rest} />
      </div>
      {source !== null && (
        <footer class="foot">
          <p class="src">{inline(source)}</p>
        </footer>
      )}
    </section>
  );
}

/** Danger always shows 112 as something to press: the title itself when it links there, else a button of our own. */
function DangerTitle({
  title,
  rest,
}: {
  readonly title: readonly Inline[] | null;
  readonly rest: readonly Block[];
}) {
  const { say } = useWording();
  if (title?.some((part) => part.kind === 'link' && part.href === call112)) {
    return (
      <h3>
        <Call112 label={plainText(title)} />
      </h3>
    );
  }
  const shown = rest.some(
    (block) => block.kind === 'ways' && block.ways.some(({ href }) => href === call112),
  );
  return (
    <>
      {title !== null && <h3>{inline(title)}</h3>}
      {!shown && <Call112 label={say('call112')} />}
    </>
  );
}

const call112 = 'tel:112';

function sourceOf(last: Block | undefined): readonly Inline[] | null {
  if (last?.kind !== 'paragraph' || last.inner.length !== 1) return null;
  const [only] = last.inner;
  return only?.kind === 'em' ? only.inner : null;
}
