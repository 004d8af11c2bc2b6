import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { PanelId } from '../../store/panels.ts';
import { SpacetimePanel } from '../transport/spacetime-panel.tsx';

/** What each tab shows. Only the first is part of the page's first script; others are React.lazy, loaded when they are asked for. */
export const PANEL_VIEWS: Readonly<Record<PanelId, ComponentType>> = {
  spacetime: SpacetimePanel,
  events: lazy(async () => ({ default: (await import('./events-panel.tsx')).EventsPanel })),
  votes: lazy(async () => ({ default: (await import('./votes-panel.tsx')).VotesPanel })),
  ledgers: lazy(async () => ({ default: (await import('./ledgers-panel.tsx')).LedgersPanel })),
  log: lazy(async () => ({ default: (await import('./log-panel.tsx')).LogPanel })),
  quorums: lazy(async () => ({ default: (await import('./quorums-panel.tsx')).QuorumsPanel })),
};
