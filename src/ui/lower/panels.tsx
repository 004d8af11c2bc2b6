import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { PanelId } from '../../store/panels.ts';

/** What each tab shows. None is part of the page's first script: each is loaded when it is first shown. */
export const PANEL_VIEWS: Readonly<Record<PanelId, ComponentType>> = {
  spacetime: lazy(async () => ({
    default: (await import('../transport/spacetime-panel.tsx')).SpacetimePanel,
  })),
  events: lazy(async () => ({ default: (await import('./events-panel.tsx')).EventsPanel })),
  branches: lazy(async () => ({ default: (await import('./branches-panel.tsx')).BranchesPanel })),
  votes: lazy(async () => ({ default: (await import('./votes-panel.tsx')).VotesPanel })),
  ledgers: lazy(async () => ({ default: (await import('./ledgers-panel.tsx')).LedgersPanel })),
  log: lazy(async () => ({ default: (await import('./log-panel.tsx')).LogPanel })),
  quorums: lazy(async () => ({ default: (await import('./quorums-panel.tsx')).QuorumsPanel })),
};
