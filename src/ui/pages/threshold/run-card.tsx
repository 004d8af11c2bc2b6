import { useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Ending, MapCell, Sketch } from '../../../core/model/index.ts';
import { openInLab } from '../../../store/open-in-lab.ts';
import { askForSketch } from '../../../store/threshold/sketches.ts';
import type { SweepSpec } from '../../../store/threshold/spec.ts';
import { firstRun } from '../../../viz/threshold/tally.ts';
import { timeLabel } from '../../../viz/spacetime/frame.ts';
import { useLab } from '../../lab-context.ts';
import { RunDrawing } from './run-drawing.tsx';
import { useTacticTitle } from './tactic-title.ts';
import { useWordsOf } from '../../use-words.ts';

type Props = {
  readonly cell: MapCell;
  /** The council, as the run is called in the Lab. */
  readonly council: string;
  readonly verdict: Ending;
  readonly spec: SweepSpec;
  /** Position of the square's first run in the sweep. */
  readonly first: number;
};

const TITLES: Readonly<Record<Ending, string>> = {
  forked: 'The run that forked',
  deceived: 'The run that deceived a client',
  unsafe: 'The run that broke a promise',
  stalled: 'The run that stalled',
  agreed: 'A run that held',
};

/** The first run that came to the worst, done once more and drawn. */
export function RunCard({ cell, council, verdict, spec, first }: Props): ReactNode {
  const lab = useLab();
  const heading = useId();
  const titleOfTactic = useTacticTitle();
  const reword = useWordsOf('pbft');
  const turn = firstRun(cell, verdict);
  const answer = useSketch(spec, first + turn);
  const sketch = typeof answer === 'string' ? null : answer;
  const waiting = typeof answer === 'string' ? answer : 'Running it again …';
  return (
    <div className="run-card" role="group" aria-labelledby={heading}>
      <header>
        <div>
          <h3 id={heading}>{reword(TITLES[verdict])}</h3>
          <p className="soft">
            Run {turn + 1} of {cell.endings.length}
            {sketch !== null && `: ${titleOfTactic(sketch.tactic)}, seed ${sketch.seed}`}
          </p>
        </div>
        <button
          type="button"
          className="button button-line"
          disabled={sketch === null}
          onClick={() => {
            if (sketch === null) return;
            const title = `${council}: ${titleOfTactic(sketch.tactic)}`;
            void openInLab(lab, { ...sketch.document, title }, sketch.broke ?? 'start');
          }}
        >
          Open in Lab
        </button>
      </header>
      {sketch === null ? (
        <p className="soft" role="status">
          {waiting}
        </p>
      ) : (
        <>
          <RunDrawing sketch={sketch} n={cell.n} label={reword(tellRun(sketch))} />
          <p className="soft">{reword(tellRun(sketch))}</p>
        </>
      )}
    </div>
  );
}

function tellRun({ broke, timeline }: Sketch): string {
  return broke === null
    ? `Until ${timeLabel(timeline.reached)} of simulated time no promise of safety broke.`
    : `At ${timeLabel(broke.at)} of simulated time: ${broke.detail}`;
}

/** The run, what went wrong with it, or null while it is done. */
function useSketch(spec: SweepSpec, index: number): Sketch | string | null {
  const lab = useLab();
  const [known, setKnown] = useState<{ readonly key: string; readonly answer: Sketch | string }>();
  const key = `${spec.quorums.join()} ${spec.runs} ${index}`;
  useEffect(
    () => askForSketch(lab, { spec, index }, (answer) => setKnown({ key, answer })),
    [lab, spec, index, key],
  );
  return known?.key === key ? known.answer : null;
}
