import type { ReactNode } from 'react';
import type { Threshold, ThresholdRoom } from '../../../store/threshold/room.ts';
import { RULES, RUN_CHOICES } from '../../../store/threshold/spec.ts';
import { show } from '../../../store/threshold/view.ts';
import type { View } from '../../../store/threshold/view.ts';
import { Choose } from '../../controls/choose.tsx';
import { Icon } from '../../controls/icon.tsx';
import { useLab } from '../../lab-context.ts';
import type { Shown } from './use-shown.ts';

const RULE_WORDS = {
  intersect: '⌊(n + f) / 2⌋ + 1: any two share f + 1',
  '2f+1': '2f + 1, whatever n',
  'n-f': 'n − f: all who must answer',
} as const;

/** Which runs the map shows: the quorum rule, and how many for each square. */
export function MapChoices({ view }: { readonly view: View }): ReactNode {
  const lab = useLab();
  return (
    <div className="map-choices">
      <span>
        Quorum
        <Choose
          label="Quorum rule"
          value={view.rule}
          options={RULES.map((value) => ({ value, text: RULE_WORDS[value] }))}
          onChange={(value) =>
            show(lab, { rule: RULES.find((rule) => rule === value) ?? view.rule })
          }
        />
      </span>
      <span>
        Runs a square
        <Choose
          label="Runs a square"
          value={String(view.runs)}
          options={RUN_CHOICES.map((runs) => ({ value: String(runs), text: String(runs) }))}
          onChange={(value) =>
            show(lab, { runs: RUN_CHOICES.find((runs) => String(runs) === value) ?? view.runs })
          }
        />
      </span>
    </div>
  );
}

type Props = { readonly room: ThresholdRoom; readonly state: Threshold; readonly shown: Shown };

/** Computes a sweep here, tells how far it is, and where what is shown comes from. */
export function RunAgain({ room, state, shown }: Props): ReactNode {
  const { name, spec, isShipped } = shown;
  const { running } = state;
  const isRunning = running?.name === name;
  return (
    <div className="run-again">
      {isRunning ? (
        <>
          <button type="button" className="button button-line" onClick={room.stop}>
            Stop here
          </button>
          <progress
            value={running.done}
            max={running.all}
            aria-label={`${running.done} of ${running.all} runs`}
          />
          <span>
            {count(running.done)} of {count(running.all)} runs
          </span>
        </>
      ) : (
        <button type="button" className="button button-line" onClick={() => room.run(name, spec)}>
          <Icon name="loop" />
          {isShipped === null ? 'Run' : 'Run again'}
        </button>
      )}
      {!isRunning && <Origin room={room} state={state} shown={shown} />}
    </div>
  );
}

function Origin({ room, state, shown }: Props): ReactNode {
  const { name, isShipped } = shown;
  const { shipped, finished, problem } = state;
  if (problem !== '')
    return (
      <p className="refusal" role="alert">
        It could not be computed: {problem}
      </p>
    );
  if (isShipped === null) return <p role="status">Nothing has been computed for this choice.</p>;
  if (isShipped)
    return shipped === null ? null : (
      <p title={`SHA-256 of all results: ${shipped.hash}`}>
        Computed beforehand on {shipped.date}, result {shipped.hash.slice(0, 8)}
      </p>
    );
  return (
    <p role="status">
      {finished?.name === name ? toldOf(finished) : 'Computed here, not to its end.'}{' '}
      {shipped !== null && finished?.isSame !== null && (
        <button type="button" className="button button-line" onClick={() => room.restore(name)}>
          Back to the result of {shipped.date}
        </button>
      )}
    </p>
  );
}

function toldOf({ seconds, isSame }: NonNullable<Threshold['finished']>): string {
  const same =
    isSame === null
      ? ''
      : isSame
        ? ', the same as beforehand, run for run'
        : ', and not the same as beforehand';
  return `Computed here in ${seconds.toFixed(0)} s${same}.`;
}

function count(runs: number): string {
  return runs.toLocaleString('en');
}
