import type { ComponentChildren } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  readonly icon: IconName;
  readonly label: string;
  /** Said before the label by screen readers, where the label alone does not tell what the button is for. */
  readonly purpose?: string;
  readonly children: (close: () => void) => ComponentChildren;
}

/**
 * A button that shows a short list of buttons below itself. Escape, a choice, or leaving it closes it, and focus
 * goes back to the button. Not an ARIA menu: plain buttons in a list, which everybody's keyboard knows.
 */
export function Popup({ icon, label, purpose, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);

  useLayoutEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('li button')?.focus();
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event, box.current);
    };
    document.addEventListener('keydown', press);
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open, close]);

  return (
    <div class="popup" ref={box}>
      <button type="button" class="tool" ref={button} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={icon} />
        <span>
          {purpose !== undefined && <span class="vh">{purpose}: </span>}
          {label}
        </span>
      </button>
      {open && <ul class="popup-list">{children(close)}</ul>}
    </div>
  );
}

/** Arrow keys go from button to button, for those who expect them. */
function step(event: KeyboardEvent, box: HTMLElement | null): void {
  const buttons = [...(box?.querySelectorAll<HTMLElement>('li button') ?? [])];
  if (buttons.length === 0) return;
  event.preventDefault();
  const here = buttons.indexOf(document.activeElement as HTMLElement);
  const next = here + (event.key === 'ArrowDown' ? 1 : -1);
  buttons[(next + buttons.length) % buttons.length]?.focus();
}
