import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Talk } from './talk.ts';

const air = 12;
/** Less than this below the edge counts as nothing. */
const near = 48;

/**
 * Keeps the reader where reading goes on: a new answer is shown from its question down, never from its end; who has
 * scrolled back to read is left alone. Returns whether there is more below.
 */
export function useReadingPlace(thread: RefObject<HTMLElement>, talk: Talk): boolean {
  const [more, setMore] = useState(false);
  const before = useRef({ count: 0, placed: null as Element | null });
  const last = talk.said.at(-1);

  useLayoutEffect(() => {
    if (thread.current === null || last === undefined) return;
    const { count, placed } = before.current;
    if (talk.said.length === count) return;
    const justSent = last.by === 'me' && !last.echoed;
    const answered = last.by === 'me' || last.by === 'robot';
    // 112 must be on the screen, whatever else takes room.
    const danger = last.outcome === 'warned_danger';
    const place = answered && !danger ? questionIn(thread.current) : lastIn(thread.current);
    const stays = !justSent && scrolledBack(thread.current, placed);
    before.current = { count: talk.said.length, placed: place };
    if (place === null || stays) return;
    if (answered) read(thread.current, place);
    else readOn(thread.current, place);
  }, [thread, talk.said, last]);

  useLayoutEffect(() => {
    if (thread.current !== null) setMore(hasMore(thread.current));
  });

  useEffect(() => {
    const element = thread.current;
    if (element === null) return;
    const look = () => setMore(hasMore(element));
    // A notice or a growing field takes room from the thread: who saw its end still does.
    let height = element.clientHeight;
    const size = new ResizeObserver(() => {
      const taken = height - element.clientHeight;
      height = element.clientHeight;
      const scroller = scrollerOf(element);
      if (taken > 0 && scroller === element && below(element) - taken < near) {
        element.scrollTop = element.scrollHeight;
        const { placed } = before.current;
        // 112 stands at the beginning of what was said last, and stays on the screen.
        if (placed?.querySelector('.danger-card'))
          element.scrollTop += Math.min(0, distance(element, placed) - air);
      }
      look();
    });
    size.observe(element);
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      size.disconnect();
      document.removeEventListener('scroll', look, { capture: true });
    };
  }, [thread]);

  return more;
}

/** The element that scrolls the thread: itself, or on a very small panel everything around it. */
export function scrollerOf(thread: HTMLElement): HTMLElement {
  return getComputedStyle(thread).overflowY === 'auto'
    ? thread
    : (thread.closest<HTMLElement>('.chat-in') ?? thread);
}

function hasMore(thread: HTMLElement): boolean {
  return below(scrollerOf(thread)) > near;
}

function below({ scrollHeight, clientHeight, scrollTop }: HTMLElement): number {
  return scrollHeight - clientHeight - scrollTop;
}

/** The last thing that the person said. */
function questionIn(thread: HTMLElement): HTMLElement | null {
  return [...thread.querySelectorAll<HTMLElement>('.msg.me')].at(-1) ?? null;
}

/** What came last: a person's message, or that they came. */
function lastIn(thread: HTMLElement): HTMLElement | null {
  return [...thread.querySelectorAll<HTMLElement>('.msg, .event')].at(-1) ?? null;
}

/** True when what was brought into view last has since been left far below, by hand. */
function scrolledBack(thread: HTMLElement, placed: Element | null): boolean {
  if (placed === null || !placed.isConnected) return false;
  const scroller = scrollerOf(thread);
  return distance(scroller, placed) > scroller.clientHeight;
}

/** Brings the question to the top; of a very long one only its end, so that the answer shows. */
function read(thread: HTMLElement, question: HTMLElement): void {
  const scroller = scrollerOf(thread);
  const tooTall = Math.max(0, question.offsetHeight - scroller.clientHeight * 0.4);
  scroller.scrollTop += distance(scroller, question) - air + tooTall;
}

/** A talk between people goes on at its end: the whole of what was said last, or of something long its beginning. */
function readOn(thread: HTMLElement, message: HTMLElement): void {
  const scroller = scrollerOf(thread);
  const toTop = distance(scroller, message) - air;
  const toEnd = toTop + message.offsetHeight + 2 * air + near - scroller.clientHeight;
  if (toEnd > 0) scroller.scrollTop += Math.min(toTop, toEnd);
}

function distance(scroller: HTMLElement, element: Element): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
