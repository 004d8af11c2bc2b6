import type { ReactNode } from 'react';
import type {
  Finished,
  Progress,
  Threshold,
  ThresholdRoom,
} from '../../../store/threshold/room.ts';
import { RULES, RUN_CHOICES } from '../../../store/threshold/spec.ts';
import type { SweepSpec } from '../../../store/threshold/spec.ts';
import { show } from '../../../store/threshold/view.ts';
import type { View } from '../../../store/threshold/view.ts';
import { figure } from '../../../viz/figure.ts';
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
        with f = ⌊(n − 1) / 3⌋
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
  const running = state.running[name];
  return (
    <div className="run-again">
      {running !== undefined ? (
        <Under room={room} name={name} progress={running} />
      ) : (
        <button type="button" className="button button-line" onClick={() => room.run(name, spec)}>
          <Icon name="loop" />
          {isShipped === null ? 'Run' : 'Run again'}
        </button>
      )}
      {running === undefined && <Origin room={room} state={state} shown={shown} />}
      <Others room={room} state={state} shown={shown} />
    </div>
  );
}

type UnderProps = {
  readonly room: ThresholdRoom;
  readonly name: string;
  readonly progress: Progress;
  /** Empty where it is what the page shows. */
  readonly title?: string;
};

function Under({ room, name, progress: { done, all }, title = '' }: UnderProps): ReactNode {
  return (
    <>
      <button type="button" className="button button-line" onClick={() => room.stop(name)}>
        Stop {title === '' ? 'here' : title}
      </button>
      <progress value={done} max={all} aria-label={`${done} of ${all} runs`} />
      <span>
        {figure(done)} of {figure(all)} runs
      </span>
    </>
  );
}

/** What goes on behind another choice: another map beside a map, another dial beside a dial. */
function Others({ room, state, shown }: Props): ReactNode {
  return Object.entries(state.running)
    .filter(([name, { spec }]) => name !== shown.name && isDial(spec) === isDial(shown.spec))
    .map(([name, progress]) => (
      <div key={name} className="run-again">
        <Under room={room} name={name} progress={progress} title={titleOfSweep(progress.spec)} />
      </div>
    ));
}

function isDial({ tolerance }: SweepSpec): boolean {
  return tolerance !== null;
}

function titleOfSweep({ tolerance, quorums, runs }: SweepSpec): string {
  return tolerance === null
    ? `the map of ${quorums.join(', ')} with ${runs} runs`
    : `the dial of f = ${tolerance}`;
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
      {finished[name] !== undefined ? toldOf(finished[name]) : 'Computed here, not to its end.'}{' '}
      {shipped !== null && finished[name]?.isSame !== null && (
        <button type="button" className="button button-line" onClick={() => room.restore(name)}>
          Back to the result of {shipped.date}
        </button>
      )}
    </p>
  );
}

function toldOf({ seconds, isSame }: Finished): string {
  const same =
    isSame === null
      ? ''
      : isSame
        ? ', the same as beforehand, run for run'
        : ', and not the same as beforehand';
  return `Computed here in ${seconds.toFixed(0)} s${same}.`;
}
