/** The part of the comparison that is looked at: asked for again when the playhead has moved, or more is recorded. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ComparedFilter, ComparePage } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { showFailure } from '../../store/notices.ts';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';

/** Rows above and below the playhead that are kept. */
const ROWS_ASKED = 160;

type Wish = { readonly filter: ComparedFilter; readonly from: number | null };

export function useComparePage({ filter, from }: Wish): ComparePage | null {
  const lab = useLab();
  const a = useRecording(({ run, timeline }) => (timeline?.done === true ? run : 0));
  const b = useStore(lab.comparison, ({ run, timeline }) => (timeline?.done === true ? run : 0));
  const at = usePlayback((playback) => Math.floor(playback.at));
  const [held, setHeld] = useState<{ readonly pair: string; readonly page: ComparePage } | null>(
    null,
  );
  const pair = `${a} ${b}`;
  useEffect(() => {
    let isWanted = true;
    if (a === 0 || b === 0) return undefined;
    const { isDiffering, isNotable } = filter;
    const asked = { a, b, filter: { isDiffering, isNotable }, from, at, count: ROWS_ASKED };
    void ask(lab, asked).then((page) => {
      if (page !== null && isWanted) setHeld({ pair: `${a} ${b}`, page });
    });
    return () => {
      isWanted = false;
    };
  }, [lab, a, b, at, from, filter]);
  return held?.pair === pair ? held.page : null;
}

type Asked = Parameters<typeof askEngine>[1];

async function ask(lab: Lab, asked: Asked): Promise<ComparePage | null> {
  try {
    return await askEngine(lab, asked);
  } catch (error) {
    showFailure(lab, error);
    return null;
  }
}

async function askEngine(
  lab: Lab,
  asked: {
    readonly a: number;
    readonly b: number;
    readonly filter: ComparedFilter;
    readonly from: number | null;
    readonly at: number;
    readonly count: number;
  },
): Promise<ComparePage | null> {
  const outcome = await lab.engine.ask('compare', asked);
  return outcome.status === 'done' ? outcome.value : null;
}
