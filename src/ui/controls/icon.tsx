import type { ReactNode } from 'react';

/** Line icons in a box of 16 units; `fill` marks the ones that are solid. */
const PATHS = {
  loyal: 'M8 1.5 13.5 3.5V8c0 3-2 5.2-5.5 6.5C4.5 13.2 2.5 11 2.5 8V3.5Z',
  crashed: 'M8 2v6M4.7 4.2a5.2 5.2 0 1 0 6.6 0',
  lying: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 2.5v11M8 5.5h3.5M8 8h5M8 10.5h3.5',
  colluding: 'M5.7 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M10.3 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8',
  'prompt-injected': 'M2 3.5h12v9H2ZM4.5 6.5l2 1.7-2 1.7M8 10.3h3',
  play: 'M4.5 2.5v11l9-5.5Z',
  playBack: 'M11.5 2.5v11l-9-5.5Z',
  pause: 'M4.5 3v10M11.5 3v10',
  stepForward: 'M4 3.5l6 4.5-6 4.5ZM12.5 3.5v9',
  stepBack: 'M12 3.5L6 8l6 4.5ZM3.5 3.5v9',
  phase: 'M3 4l4.5 4L3 12M8.5 4L13 8l-4.5 4',
  decision: 'M2.5 8h7M7 5l3 3-3 3M12 4.5v7h2v-7Z',
  violation: 'M4 14V2.5h9L10.5 6 13 9.5H4',
  phaseBack: 'M13 4L8.5 8 13 12M7.5 4L3 8l4.5 4',
  decisionBack: 'M13.5 8h-7M9 5L6 8l3 3M4 4.5v7H2v-7Z',
  violationBack: 'M12 14V2.5H3L5.5 6 3 9.5h9',
  view: 'M2.5 3v10M6 8h7M10 5l3 3-3 3',
  viewBack: 'M13.5 3v10M10 8H3M6 5L3 8l3 3',
  branch:
    'M4.5 5.5v5M4.5 2.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3M4.5 10.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3M11.5 3.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3M11.5 6.5c0 2.5-3 2.5-6 4',
  loop: 'M4 10.5a3.5 3.5 0 0 1 0-5h8M10 3l2.2 2.5L10 8M12 5.5a3.5 3.5 0 0 1 0 5H4M6 8l-2.2 2.5L6 13',
  bookmark: 'M4.5 2.5h7v11L8 10.5l-3.5 3Z',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  more: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  start: 'M13 3.5L7 8l6 4.5ZM7 3.5L1.5 8 7 12.5',
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  wait: 'M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 1 0 0-11.6M8 4.8V8l2.3 1.5',
  warn: 'M8 2l6.5 11.5h-13ZM8 6.5v3M8 11.3v.4',
  undo: 'M6 3L2.5 6.5 6 10M2.5 6.5H9a4 4 0 0 1 0 8H6.5',
  redo: 'M10 3l3.5 3.5L10 10M13.5 6.5H7a4 4 0 0 0 0 8h2.5',
  share: 'M8 1.8v8M5 4.6 8 1.6l3 3M5 7H3v7h10V7h-2',
  back: 'M7 3.5L2.5 8 7 12.5M2.5 8h11',
  forth: 'M9 3.5L13.5 8 9 12.5M13.5 8h-11',
  present: 'M1.5 2.5h13M2.5 2.5v7.5h11v-7.5M8 10v2M5 14l3-2 3 2',
  words: 'M2.5 12.5l3-9h1l3 9M3.6 9.3h4.8M12 6.5a2 2 0 0 0-2 2v2a2 2 0 0 0 3.5 1.3M13.5 6.5v6',
  glossary:
    'M2.5 3h4.5c.6 0 1 .4 1 1v9c0-.6-.4-1-1-1h-4.5ZM13.5 3h-4.5c-.6 0-1 .4-1 1v9c0-.6.4-1 1-1h4.5Z',
  save: 'M8 2v8M4.7 6.9L8 10.2l3.3-3.3M2.5 11v3h11v-3',
  link: 'M6.5 9.5l3-3M7.5 4.5l1.3-1.3a3 3 0 0 1 4.2 4.2L11.5 8.8M8.5 11.5l-1.3 1.3a3 3 0 0 1-4.2-4.2L4.5 7.2',
  theme:
    'M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  keys: 'M1.5 4h13v8.5h-13ZM4 7h.5M7 7h.5M10 7h.5M12.5 7h.1M5 10h6',
  minus: 'M4 8h8',
  plus: 'M4 8h8M8 4v8',
  chevron: 'M4.5 6.5L8 10l3.5-3.5',
  chevronUp: 'M4.5 9.5L8 6l3.5 3.5',
  copy: 'M5.5 5.5h8v8h-8ZM3 10.5h-.5v-8h8V3',
  council:
    'M8 1.7a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6M12.5 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6M8 10.7a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6M3.5 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6',
  roster: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  network: 'M2 12c3-8 9-8 12 0M8 6v2.5M8 9.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3',
  order: 'M2 3.5h12v7H8L4.5 13.5v-3H2Z',
  shortcut: 'M9.5 1.5l-6 7.5h4l-1 5.5 6-7.5h-4Z',
  rules: 'M3 2.5h10v11H3ZM5.5 5.5h5M5.5 8h5M5.5 10.5h3',
  eye: 'M1.5 8C4 3.8 12 3.8 14.5 8C12 12.2 4 12.2 1.5 8ZM8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3L14 14M5 7h4M7 5v4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3L14 14M5 7h4',
  fit: 'M2 3v10M14 3v10M4.5 8h7M6.5 6L4.500 8l2 2M9.5 6l2 2-2 2',
  follow: 'M8 1.5v13M2 8h3.5M3.8 6L5.800 8l-2 2M14 8h-3.500M12.2 6l-2 2 2 2',
  lanes: 'M2 3.5h12M2 8h12M2 12.5h12',
} as const;

export type IconName = keyof typeof PATHS;

const SOLID: ReadonlySet<IconName> = new Set(['play']);

/** Decorative: what it stands next to, or its button, carries the name. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactNode {
  const className = SOLID.has(name) ? 'icon icon-solid' : 'icon';
  return (
    <svg className={className} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The crown of the primary. */
export function Crown({ label }: { label: string }): ReactNode {
  return (
    <svg
      className="crown-icon"
      viewBox="0 0 24 16"
      width="16"
      height="11"
      role="img"
      aria-label={label}
    >
      <path d="M2 14L1 3l6 4.5L12 1l5 6.5L23 3l-1 11Z" />
    </svg>
  );
}
