const paths = {
  globe:
    'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c2.8 2.6 4 5.6 4 9s-1.2 6.4-4 9c-2.8-2.6-4-5.6-4-9s1.2-6.4 4-9Z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'm5 9 7 7 7-7',
  cross: 'm6 6 12 12M18 6 6 18',
  person: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.500 20.500c1-4 4-6 7.500-6s6.500 2 7.500 6',
  pin: 'M12 21c4.500-5 7-8.300 7-11.500a7 7 0 0 0-14 0C5 12.700 7.500 16 12 21ZM9.500 9.500a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0',
  leave: 'M14 4h5v16h-5M4 12h10M10.500 8l4 4-4 4',
  out: 'M8 6H5v13h13v-3M13 4h7v7M20 4l-9 9',
  mail: 'M5.500 5.500h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2ZM4 7.500l8 6 8-6',
  phone:
    'M6.500 3.500h3l1.500 4.500-2 1.500a12 12 0 0 0 5.500 5.500l1.500-2 4.500 1.500v3c0 1.200-.9 2-2 2C10.500 19.500 4.500 13 4.500 5.500c0-1.100.8-2 2-2Z',
  send: 'M4 12 20 4l-5 16-3.500-6.500ZM11.500 13.500 20 4',
  yes: 'm5 12.500 4.500 4.500L19 7.500',
  clock: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3.500 2',
  warn: 'M12 3.500 22 20.500H2ZM12 10v5M12 17.800h.01',
  offline:
    'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.400M2 9a14 14 0 0 1 5-3M19 12.500a10 10 0 0 0-2.500-1.800M22 9a14 14 0 0 0-10-4M8.500 16a5 5 0 0 1 7 0M12 20h.01',
  online: 'M2 9a14 14 0 0 1 20 0M5 12.500a10 10 0 0 1 14 0M8.500 16a5 5 0 0 1 7 0M12 20h.01',
  trash: 'M5 7h14M10 4h4M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5',
  again: 'M5 12a7 7 0 1 0 2.200-5.100M5 4.500v4h4',
  listen: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500ZM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  stop: 'M7 7h10v10H7Z',
  mic: 'M9 6a3 3 0 0 1 6 0v6a3 3 0 0 1-6 0ZM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3',
  picture:
    'M5 5h14a1.500 1.500 0 0 1 1.500 1.500v11A1.500 1.500 0 0 1 19 19H5a1.500 1.500 0 0 1-1.500-1.500v-11A1.500 1.500 0 0 1 5 5ZM4 16.500l4.500-4.500 4 4 2.500-2.500 5 4.500M15 9.500h.01',
  contrast: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 3v18M12 8h7.500M12 12h9M12 16h7.500',
  save: 'M12 4v10M7.500 10l4.500 4.500 4.500-4.500M5 19.500h14',
  print:
    'M7 9V4h10v5M7 17H5a1.500 1.500 0 0 1-1.500-1.500v-5A1.500 1.500 0 0 1 5 9h14a1.500 1.500 0 0 1 1.500 1.500v5A1.500 1.500 0 0 1 19 17h-2M7 14h10v6H7Z',
  down: 'm6 9.500 6 6 6-6',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside a word; never without one. `flip` turns it for right-to-left. */
export function Icon({ name, flip = false }: { readonly name: IconName; readonly flip?: boolean }) {
  return (
    <svg class={flip ? 'i flip' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark: from where you are, along the fairway, to where you are going. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
      <rect class="ground" width="48" height="48" rx="14" />
      <path class="line" d="M13.500 34.500c0-9 5-9.500 10.500-10.500s9.500-2.500 9.500-6" />
      <circle class="dot" cx="13.500" cy="35" r="3.800" />
      <circle class="line" cx="33.500" cy="14" r="5" />
    </svg>
  );
}
