import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DemoRoom } from '../../../store/demo/room.ts';
import { countVerdicts, judge, LEAST, MOST } from '../../../store/demo/yours.ts';
import type { Council, Trial } from '../../../store/demo/yours.ts';
import { Stepper } from '../../controls/stepper.tsx';
import { Icon } from '../../controls/icon.tsx';
import { useSite } from '../../lab-context.ts';
import './yours.css';

type Props = { readonly room: DemoRoom };

/** The last page, for taking home: what all this means for the council that a person has in mind. */
export function YoursView({ room }: Props): ReactNode {
  const council = useStore(room.state, (state) => state.council);
  useEffect(() => room.trials.confirm(council), [room, council]);
  useEffect(() => room.trials.stop, [room]);
  const { headline, sentences, trials } = judge(council);
  return (
    <article className="yours">
      <PrintedHead />
      <h1>What it means for your own agents</h1>
      <Questions council={council} onChange={room.seat} />
      <section className="yours-verdict" aria-live="polite">
        <h2>{headline}</h2>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <Confirmed room={room} trials={trials} />
      <section className="yours-rules">
        <h2>To remember</h2>
        <ul>
          <li>
            A majority is enough where there is one true answer. Where orders compete, it is not.
          </li>
          <li>
            It takes four agents to bear one that turns, seven to bear two, and ten to bear three.
          </li>
          <li>Copies of one model count as one: what turns one of them turns all.</li>
        </ul>
      </section>
      <p className="yours-actions">
        <button type="button" className="button button-gold" onClick={() => window.print()}>
          <Icon name="save" /> Print, or save as PDF
        </button>
      </p>
    </article>
  );
}

/** On paper only: what the sheet is, from when, and where it can be had again. */
function PrintedHead(): ReactNode {
  // Read again with every council: the address names it.
  const query = useSite((site) => site.query);
  const isoDay = new Date().toISOString().slice(0, 10);
  const address = `${location.href.split('#')[0] ?? ''}#demo?${query}`;
  return (
    <p className="yours-head">
      <b>Parley</b> <time dateTime={isoDay}>{isoDay}</time> <a href={address}>{address}</a>
    </p>
  );
}

type Asked = { readonly council: Council; readonly onChange: (council: Council) => void };

function Questions({ council, onChange }: Asked): ReactNode {
  const { n, f, same } = council;
  const seat = (next: Council): void =>
    onChange({ n: next.n, f: Math.min(next.f, next.n - 1), same: Math.min(next.same, next.n) });
  return (
    <ul className="yours-questions">
      <li>
        <span>We have</span>
        <Stepper
          label="Agents"
          value={n}
          min={LEAST.n}
          max={MOST}
          onChange={(value) => seat({ ...council, n: value })}
        />
        <span>{n === 1 ? 'agent.' : 'agents.'}</span>
      </li>
      <li>
        <span>Up to</span>
        <Stepper
          label="May turn"
          value={f}
          min={LEAST.f}
          max={n - 1}
          onChange={(value) => seat({ ...council, f: value })}
        />
        <span>may turn, each for a reason of its own.</span>
      </li>
      <li>
        <span>Up to</span>
        <Stepper
          label="Of one model"
          value={same}
          min={LEAST.same}
          max={n}
          onChange={(value) => seat({ ...council, same: value })}
        />
        <span>{same === 1 ? 'is of one model.' : 'share one model.'}</span>
      </li>
    </ul>
  );
}

/** What the arithmetic says, and what real runs of just this council came to. */
function Confirmed({ room, trials }: Props & { readonly trials: readonly Trial[] }): ReactNode {
  const { rows, wanted, isRunning, problem } = useStore(room.trials.state);
  const done = Object.values(rows).reduce((sum, list) => sum + list.length, 0);
  return (
    <section className="yours-runs">
      <h2>Tried out just now</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">What happens</th>
            <th scope="col">What the arithmetic says</th>
            <th scope="col">What real runs came to</th>
          </tr>
        </thead>
        <tbody>
          {trials.map((trial) => (
            <tr key={trial.id}>
              <th scope="row">{trial.happens}</th>
              <td>
                <b>{EXPECTED[trial.expected]}</b> {trial.because}
              </td>
              <td>
                <Came trial={trial} rows={rows[trial.id] ?? []} isRunning={isRunning} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="yours-count" role="status">
        {problem === ''
          ? `${done} of ${wanted} runs of the complete protocol, made in this browser${isRunning ? ' …' : '.'}`
          : `The runs could not be made. ${problem}`}
      </p>
    </section>
  );
}

const EXPECTED: Readonly<Record<Trial['expected'], string>> = {
  agreed: 'It holds.',
  stalled: 'It can be stopped.',
  forked: 'It can be divided.',
  deceived: 'It can be made to lie.',
  unsafe: 'It can break.',
};

const CAME: Readonly<Record<Trial['expected'], string>> = {
  agreed: 'held',
  stalled: 'came to a standstill',
  forked: 'acted differently',
  deceived: 'gave a false answer',
  unsafe: 'broke a promise',
};

type Rows = Parameters<typeof countVerdicts>[0];

type CameProps = {
  readonly trial: Trial;
  readonly rows: Rows;
  readonly isRunning: boolean;
};

function Came({ trial, rows, isRunning }: CameProps): ReactNode {
  const counts = countVerdicts(rows);
  const [worst] = counts;
  if (worst === undefined) return isRunning ? 'Running …' : 'No runs.';
  return (
    <>
      <b className={`yours-worst ${worst.verdict}`}>
        {worst.runs} of {rows.length} {CAME[worst.verdict]}
      </b>
      {counts.slice(1).map(({ verdict, runs }) => (
        <span key={verdict}>
          , {runs} {CAME[verdict]}
        </span>
      ))}
      .
      {!isRunning && worst.verdict !== trial.expected && (
        <span className="yours-differs">
          {' '}
          The arithmetic names the worst that is possible; these runs did not come to it.
        </span>
      )}
    </>
  );
}
