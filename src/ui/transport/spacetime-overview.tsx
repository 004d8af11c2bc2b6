import type { ReactNode } from 'react';
import type { Lab } from '../../store/lab.ts';
import { showFailure } from '../../store/notices.ts';
import { createOverview } from '../../viz/spacetime/overview.ts';
import { useView } from '../use-view.ts';
import type { Drawing } from '../use-view.ts';
import { showRange, sightOf } from './spacetime-sight.ts';

/** The whole run above the diagram, while that shows a part of it. */
export function SpacetimeOverview(): ReactNode {
  const element = useView(startOverview);
  return <div ref={element} className="spacetime-overview" aria-hidden="true" />;
}

const BUCKETS = 240;

function startOverview(element: HTMLElement, lab: Lab, plan: () => void): Drawing {
  const overview = createOverview(element, (range) => showRange(lab, range));
  const density = createDensity(lab, plan);
  const stop = sightOf(lab).subscribe(plan);
  return {
    draw(size) {
      const { timeline } = lab.recording.getState();
      if (timeline === null) return false;
      const { at, hidesFuture } = lab.playback.getState();
      const { range } = sightOf(lab).getState();
      overview.update({ size, timeline, density: density(), range, time: at, hidesFuture });
      return false;
    },
    destroy() {
      stop();
      overview.destroy();
    },
  };
}

/** Asked again when more has been recorded, and the last answer has come. */
function createDensity(lab: Lab, onArrive: () => void): () => Int32Array {
  let counts = new Int32Array();
  let key = '';
  let isAsking = false;
  return () => {
    const { run, timeline } = lab.recording.getState();
    const wanted = `${run} ${timeline?.events ?? 0}`;
    if (wanted === key || isAsking) return counts;
    isAsking = true;
    key = wanted;
    lab.engine
      .ask('density', { run, buckets: BUCKETS })
      .then((outcome) => {
        if (outcome.status === 'done') counts = new Int32Array(outcome.value);
      })
      .catch((error: unknown) => showFailure(lab, error))
      .finally(() => {
        isAsking = false;
        onArrive();
      });
    return counts;
  };
}
