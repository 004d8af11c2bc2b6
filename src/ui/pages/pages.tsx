import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { PageId } from '../../store/pages.ts';

type OtherPage = Exclude<PageId, 'lab'>;

/** What each page but the Lab shows. None is part of the first script: each is loaded when somebody goes there. */
export const PAGE_VIEWS: Readonly<Record<OtherPage, ComponentType>> = {
  demo: lazy(async () => ({ default: (await import('./demo/demo-page.tsx')).DemoPage })),
  threshold: lazy(async () => ({
    default: (await import('./threshold/threshold-page.tsx')).ThresholdPage,
  })),
  hunt: lazy(async () => ({ default: (await import('./hunt/hunt-page.tsx')).HuntPage })),
  costs: lazy(async () => ({ default: (await import('./costs/costs-page.tsx')).CostsPage })),
};
