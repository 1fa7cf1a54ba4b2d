import type { CompiledRules, CompiledSequence, CompiledSlot, CompiledUnless } from './compileRules.ts';
import type { Words } from './readWords.ts';

/** From the first word to before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How many words may stand between what `&` joins. */
const widestApart = 8;
/** A text that repeats itself says nothing new after so many matches. */
const mostMatches = 40;

/** The spans of one thing in one text, and the same by where they begin. */
interface Found {
  readonly spans: readonly Span[];
  readonly byStart: ReadonlyMap<number, readonly Span[]>;
}

/** Finds patterns in one text; what it has found once it remembers. */
export interface Matcher {
  /** Where the parts occur together, at most 40 places. */
  match(parts: readonly CompiledSequence[]): readonly Span[];
  /** Whether one of these stands in a sentence that the span touches. */
  excused(span: Span, unless: readonly CompiledUnless[]): boolean;
}

/** @param places for each number of the vocabulary, the words of the text that fit it, in order */
export function createMatcher(
  text: Words,
  places: ReadonlyMap<number, readonly number[]>,
  lists: CompiledRules['lists'],
): Matcher {
  const length = text.words.length;
  const ofList = new Map<number, Found>();
  const excusesSeen = new Map<CompiledUnless, readonly Span[]>();
  const startsSentence = (at: number): boolean => at === 0 || text.sentences[at - 1] !== text.sentences[at];
  const endsSentence = (at: number): boolean => at === length || startsSentence(at);

  const findSlot = (slot: CompiledSlot): readonly Span[] => {
    const spans: Span[] = [];
    for (const word of slot.words)
      for (const at of places.get(word) ?? []) spans.push({ from: at, to: at + 1 });
    for (const list of slot.lists) spans.push(...findList(list).spans);
    return spans;
  };

  const findList = (list: number): Found => {
    const known = ofList.get(list);
    if (known !== undefined) return known;
    // A list that calls itself finds nothing there, rather than going round for ever.
    ofList.set(list, nothing);
    const spans = (lists[list] ?? []).flatMap((entry) => findSequence(entry));
    const found = { spans, byStart: byStart(spans) };
    ofList.set(list, found);
    return found;
  };

  const findSequence = (sequence: CompiledSequence): readonly Span[] => {
    let spans: readonly Span[] = [];
    let begun = false;
    let mustStart = false;
    for (const slot of sequence) {
      if (slot.edge === 'end') {
        spans = spans.filter((span) => endsSentence(span.to));
      } else if (slot.edge === 'start') {
        mustStart = true;
        continue;
      } else if (begun) {
        spans = follow(spans, slot);
      } else {
        const first = findSlot(slot);
        spans = mustStart ? first.filter((span) => startsSentence(span.from)) : first;
        begun = true;
      }
      if (spans.length === 0) return [];
    }
    return spans;
  };

  const follow = (reached: readonly Span[], slot: CompiledSlot): readonly Span[] => {
    const next = byStart(findSlot(slot));
    if (next.size === 0) return [];
    const longer = new Map<number, Span>();
    for (const { from, to } of reached) {
      for (let at = to; at <= to + slot.gap; at += 1) {
        for (const span of next.get(at) ?? [])
          longer.set(from * (length + 1) + span.to, { from, to: span.to });
      }
    }
    return [...longer.values()];
  };

  /** `inside`: whether the others may stand within the span, as the third part may stand between the first two. */
  const join = (some: readonly Span[], others: readonly Span[], inside: boolean): readonly Span[] => {
    const joined: Span[] = [];
    for (const one of some) {
      for (const other of others) {
        const between = Math.max(one.from, other.from) - Math.min(one.to, other.to);
        const overlap = one.from < other.to && other.from < one.to;
        if ((overlap && !inside) || between > widestApart) continue;
        joined.push({ from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) });
        if (joined.length === mostMatches) return joined;
      }
    }
    return joined;
  };

  const match = (parts: readonly CompiledSequence[]): readonly Span[] => {
    let spans: readonly Span[] | null = null;
    for (const [place, part] of parts.entries()) {
      const found = findSequence(part).slice(0, mostMatches);
      spans = spans === null ? found : join(spans, found, place > 1);
      if (spans.length === 0) return [];
    }
    return spans ?? [];
  };

  const excused = (span: Span, unless: readonly CompiledUnless[]): boolean => {
    const first = text.sentences[span.from];
    const last = text.sentences[span.to - 1];
    if (first === undefined || last === undefined) return false;
    return unless.some((one) => {
      let spans = excusesSeen.get(one);
      if (spans === undefined) {
        spans = match(one.parts);
        excusesSeen.set(one, spans);
      }
      return spans.some((excuse) => {
        const from = text.sentences[excuse.from] ?? -1;
        const to = text.sentences[excuse.to - 1] ?? -1;
        return from <= last && to >= first;
      });
    });
  };

  return { match, excused };
}

const nothing: Found = { spans: [], byStart: new Map() };

function byStart(spans: readonly Span[]): ReadonlyMap<number, readonly Span[]> {
  const starts = new Map<number, Span[]>();
  for (const span of spans) {
    const there = starts.get(span.from);
    if (there === undefined) starts.set(span.from, [span]);
    else there.push(span);
  }
  return starts;
}
