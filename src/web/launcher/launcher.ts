import { closeMessage, readyMessage } from '../chat/messages.ts';
import { directionOf, type Language } from '../texts/languages.ts';
import { onColour } from './colour.ts';
import css from './launcher.css?inline';
import type { Options } from './options.ts';
import { words } from './words.ts';

/** A chat that has not said by then that it runs cannot be reached: the note with the phone number is shown. */
const patienceMilliseconds = 8000;
/** Set in the page's own session storage once somebody opened the chat, so that it is open on the next page too. */
const openKey = 'kommunlots.open';

/**
 * Puts the button on a page, and the chat into a frame when it is asked for. Before that nothing is loaded or kept.
 *
 * Works under a strict content security policy: no inline style, no `eval`; the page allows our origin in `script-src`
 * and `frame-src`, no more. Of messages only those of its own frame and origin are heard, and they hold no data.
 */
export function launch({ origin, language, position, colour, opensWhere }: Options): void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  dress(root);
  if (colour !== null) {
    host.style.setProperty('--accent', colour);
    host.style.setProperty('--on-accent', onColour(colour));
  }

  const button = add(root, 'button', `launch ${position}`);
  button.type = 'button';
  button.append(mark());
  const name = add(button, 'span');
  const [title, hint] = [add(name, 'b'), add(name, 'small')];
  const panel = add(root, 'aside', `panel ${position}`);
  panel.hidden = true;
  let frame: HTMLIFrameElement | null = null;
  let note: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let spoken: Language = language();
  speak();
  document.body.append(host);

  button.onclick = () => open(true);
  addEventListener('message', (event) => {
    if (frame === null || event.source !== frame.contentWindow || event.origin !== origin) return;
    if (event.data === closeMessage) close();
    if (event.data === readyMessage) isReady();
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-kommunlots]') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(true);
  });
  new MutationObserver(speak).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['lang'],
  });
  if (remembers() || (opensWhere !== null && matchMedia(opensWhere).matches)) open(false);

  function open(byHand: boolean): void {
    if (frame === null) load();
    panel.hidden = false;
    button.hidden = true;
    tell('kommunlots:open');
    if (!byHand) return;
    remember(true);
    (note?.querySelector('a') ?? frame)?.focus();
  }

  function close(): void {
    panel.hidden = true;
    button.hidden = false;
    remember(false);
    button.focus();
    tell('kommunlots:close');
  }

  function load(): void {
    frame?.remove();
    frame = add(panel, 'iframe');
    frame.title = words[spoken].chatLabel;
    frame.allow = 'microphone; geolocation; clipboard-write';
    frame.src = `${origin}/chat?page=${spoken}`;
    clearTimeout(timer);
    timer = setTimeout(isAway, patienceMilliseconds);
  }

  function isReady(): void {
    clearTimeout(timer);
    const hadFocus = note?.contains(root.activeElement) ?? false;
    note?.remove();
    note = null;
    panel.classList.remove('calm');
    if (frame === null) return;
    frame.hidden = false;
    if (hadFocus) frame.focus();
  }

  /** The chat itself cannot say that it is away, so this does: calmly, with a number to call. */
  function isAway(): void {
    if (frame !== null) frame.hidden = true;
    panel.classList.add('calm');
    const hadNote = note !== null;
    note?.remove();
    note = add(panel, 'div', 'note');
    const { errorTitle, errorText, call, phone, phoneLink, tryAgain, close: closing } = words[spoken];
    const message = add(note, 'div');
    message.setAttribute('role', 'alert');
    add(message, 'h2').textContent = errorTitle;
    add(message, 'p').textContent = errorText;
    const number = add(note, 'a');
    number.href = phoneLink;
    const [before = '', after = ''] = call.split('{{phone}}');
    const digits = document.createElement('bdi');
    digits.dir = 'ltr';
    digits.textContent = phone;
    number.append(before, digits, after);
    press(note, tryAgain, load);
    press(note, closing, close);
    if (hadNote && !panel.hidden) number.focus();
  }

  function speak(): void {
    spoken = language();
    host.lang = spoken;
    host.dir = directionOf(spoken);
    const { launch: asks, launchText, chatLabel } = words[spoken];
    title.textContent = asks;
    hint.textContent = launchText;
    panel.setAttribute('aria-label', chatLabel);
    if (frame !== null) frame.title = chatLabel;
    if (note !== null) isAway();
  }
}

/** Constructed style sheets pass any `style-src`; a browser that has none gets an element. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    add(root, 'style').textContent = css;
  }
}

function add<K extends keyof HTMLElementTagNameMap>(
  to: Node,
  kind: K,
  className = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(kind);
  if (className !== '') element.className = className;
  to.appendChild(element);
  return element;
}

function press(to: Node, text: string, does: () => void): void {
  const button = add(to, 'button');
  button.type = 'button';
  button.textContent = text;
  button.onclick = does;
}

/** The mark, as in the chat's own head. */
function mark(): SVGElement {
  const shape = (kind: string, attributes: Readonly<Record<string, string>>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', kind);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = shape('svg', { viewBox: '0 0 48 48', 'aria-hidden': 'true' });
  svg.append(
    shape('rect', { class: 'ground', width: '48', height: '48', rx: '14' }),
    shape('path', { class: 'line', d: 'M13.5 34.5c0-9 5-9.500 10.500-10.500s9.500-2.500 9.500-6' }),
    shape('circle', { class: 'dot', cx: '13.5', cy: '35', r: '3.8' }),
    shape('circle', { class: 'line', cx: '33.5', cy: '14', r: '5' }),
  );
  return svg;
}

/** For pages that want to make room. */
function tell(event: string): void {
  document.dispatchEvent(new CustomEvent(event));
}

function remembers(): boolean {
  try {
    return sessionStorage.getItem(openKey) !== null;
  } catch {
    return false;
  }
}

function remember(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(openKey, '1');
    else sessionStorage.removeItem(openKey);
  } catch {
    // Forbidden storage: the next page shows the button.
  }
}
