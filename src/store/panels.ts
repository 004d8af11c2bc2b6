/** The panels below the stage, in the order of their tabs; the digit keys show them. What each draws is in ui/lower. */
export const PANELS = [
  { id: 'spacetime', title: 'Space-time' },
  { id: 'events', title: 'Events' },
  { id: 'votes', title: 'Votes' },
  { id: 'ledgers', title: 'Ledgers' },
  { id: 'log', title: 'Log' },
  { id: 'quorums', title: 'Quorums' },
  { id: 'branches', title: 'Branches' },
] as const;

export type PanelId = (typeof PANELS)[number]['id'];

/** What a small screen shows beside the stage, one at a time. */
export const SHEETS = [
  { id: 'why', title: 'Why' },
  { id: 'selected', title: 'Selected' },
  { id: 'panels', title: 'Panels' },
  { id: 'proof', title: 'Monitors' },
  { id: 'setup', title: 'Set up' },
] as const;

export type SheetId = (typeof SHEETS)[number]['id'];
