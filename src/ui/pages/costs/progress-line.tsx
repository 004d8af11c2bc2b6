import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CostsRoom } from '../../../store/costs/room.ts';
import type { MeasuringRoom } from '../../../store/costs/measurements.ts';

type Props<K> = { readonly room: CostsRoom; readonly measuring: MeasuringRoom<K> };

/** How far the runs are, and the way to stop them or to make them anew. What has come is in the charts already. */
export function ProgressLine<K>({ room, measuring }: Props<K>): ReactNode {
  const points = useStore(measuring.state, (state) => state.points.length);
  const wanted = useStore(measuring.state, (state) => state.wanted);
  const isRunning = useStore(measuring.state, (state) => state.isRunning);
  const problem = useStore(measuring.state, (state) => state.problem);
  return (
    <div className="costs-progress">
      <progress max={Math.max(1, wanted)} value={points} aria-label="Runs measured" />
      <span data-testid="measured">
        {points} of {wanted} runs
      </span>
      <button
        type="button"
        className="button button-line"
        onClick={isRunning ? room.stop : room.again}
      >
        {isRunning ? 'Stop here' : 'Run again'}
      </button>
      <p role="status" className={problem === '' ? 'visually-hidden' : undefined}>
        {problem === ''
          ? isRunning
            ? ''
            : `${points} of ${wanted} runs are measured.`
          : `The runs could not be made. ${problem}`}
      </p>
    </div>
  );
}
