/** The panels below the stage, in the order of their tabs; the digit keys show them. What each draws is in ui/lower. */
export const PANELS = [
  { id: 'spacetime', title: 'Space-time' },
<<<<<<< HEAD
  { id: 'votes', title: 'Votes' },
=======
  { id: 'events', title: 'Events' },
>>>>>>> main
] as const;

export type PanelId = (typeof PANELS)[number]['id'];
