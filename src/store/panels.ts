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
