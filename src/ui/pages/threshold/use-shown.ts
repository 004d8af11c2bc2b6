/** What the page shows: the address's choice, and the squares that belong to it. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Cells } from '../../../store/threshold/cells.ts';
import { blankCells } from '../../../store/threshold/cells.ts';
import { dialName, mapName, shippedFrom } from '../../../store/threshold/shipped.ts';
import { thresholdOf } from '../../../store/threshold/room.ts';
import type { Threshold, ThresholdRoom } from '../../../store/threshold/room.ts';
import { dialSpec, mapSpec } from '../../../store/threshold/spec.ts';
import type { SweepSpec } from '../../../store/threshold/spec.ts';
import { readView } from '../../../store/threshold/view.ts';
import type { Read } from '../../../store/threshold/view.ts';
import { useLab, useSite } from '../../lab-context.ts';

/** A sweep by its name, and what is known of it. */
export type Shown = {
  readonly name: string;
  readonly spec: SweepSpec;
  readonly cells: Cells;
  /** Null where nothing has been computed. */
  readonly isShipped: boolean | null;
};

export function useRoom(): { readonly room: ThresholdRoom; readonly state: Threshold } {
  const room = thresholdOf(useLab());
  useEffect(() => {
    // Loaded beside the page's script, of which it would be the greater part.
    void import('../../../store/threshold/shipped.json').then(({ default: file }) =>
      room.load(shippedFrom(file)),
    );
  }, [room]);
  return { room, state: useStore(room.state) };
}

export function useShownView(): Read {
  const query = useSite((site) => site.query);
  return useMemo(() => readView(query), [query]);
}

export function useMap({ view }: Read, { results }: Threshold): Shown {
  const { rule, runs } = view;
  const name = mapName(rule, runs);
  const spec = useMemo(() => mapSpec(rule, runs), [rule, runs]);
  return useShown(name, spec, results);
}

export function useDial({ view }: Read, { results }: Threshold): Shown {
  const spec = useMemo(() => dialSpec(view.f), [view.f]);
  return useShown(dialName(view.f), spec, results);
}

function useShown(name: string, spec: SweepSpec, results: Threshold['results']): Shown {
  const blank = useMemo(() => blankCells(spec), [spec]);
  const known = results[name];
  return { name, spec, cells: known?.cells ?? blank, isShipped: known?.isShipped ?? null };
}
