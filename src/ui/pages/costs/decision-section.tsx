import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { PROCESSING_MAX } from '../../../store/costs/address.ts';
import {
  COST_CHARTS,
  costRows,
  costScenario,
  costTable,
  decisionsTimed,
  SIZES,
} from '../../../store/costs/cost-lab.ts';
import type { CostChart, CostRow, Processing } from '../../../store/costs/cost-lab.ts';
import type { CostsRoom } from '../../../store/costs/room.ts';
import { openInLab } from '../../../store/open-in-lab.ts';
import { exactFigure, roundFigure, shortFigure } from '../../../viz/charts/plot.ts';
import type { PlotInput } from '../../../viz/charts/plot.ts';
import { Choose } from '../../controls/choose.tsx';
import { Stepper } from '../../controls/stepper.tsx';
import { useLab } from '../../lab-context.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ProgressLine } from './progress-line.tsx';
import { useWordsOf } from '../../use-words.ts';

type Props = { readonly room: CostsRoom };

export function DecisionSection({ room }: Props): ReactNode {
  const { n, processing } = useStore(room.choice);
  const points = useStore(room.decisions.state, (state) => state.points);
  const rows = costRows(points);
  return (
    <>
      <p className="costs-voice">
        Everybody tells everybody what it heard, twice: the messages of one decision grow with the
        square of the council. Every figure here is counted in runs made in this browser.
      </p>
      <ProgressLine room={room} measuring={room.decisions} />
      <Told room={room} row={rows.find((row) => row.n === n)} />
      <div className="costs-charts">
        {COST_CHARTS.map((chart) => (
          <ChartFigure
            key={chart.id}
            name={`parley-cost-${chart.id}`}
            title={chart.title}
            xLabel="replicas, n"
            yLabel={chart.unit}
            input={inputOf(chart, rows)}
            table={costTable(chart, rows)}
            scenario={() => costScenario({ n, setup: chart.setup }, processing)}
            chosen={n}
            onChoose={(size) => room.choose({ n: size })}
          />
        ))}
        <ProcessingFields room={room} processing={processing} />
      </div>
    </>
  );
}

/** The first council in which more than one has a say: what grows with a power of n is held against it. */
const FROM = 4;
const LARGEST = Math.max(...SIZES);

function inputOf({ series, powers }: CostChart, rows: readonly CostRow[]): Omit<PlotInput, 'size'> {
  return {
    x: { scale: 'log', domain: [1, 100], ticks: SIZES.filter((n) => n !== 10), format: String },
    y: { scale: 'log', format: shortFigure },
    series: series.map(({ figure, label }) => ({
      id: figure,
      label,
      points: rows.map((row) => ({ x: row.n, y: row[figure] })),
    })),
    powers: { of: powers, from: FROM },
  };
}

type ToldProps = Props & { readonly row: CostRow | undefined };

/** One council in words, and its run in the Lab. */
function Told({ room, row }: ToldProps): ReactNode {
  const lab = useLab();
  const { n, processing } = useStore(room.choice);
  return (
    <div className="costs-told">
      <span>A council of</span>
      <Choose
        label="A council of"
        value={String(n)}
        options={SIZES.map((size) => ({ value: String(size), text: `n = ${size}` }))}
        onChange={(value) => room.choose({ n: Number(value) })}
      />
      <p>{row === undefined || row.messages === null ? 'is being measured.' : sentence(row)}</p>
      <button
        type="button"
        className="button button-line"
        onClick={() => void openInLab(lab, costScenario({ n, setup: 'plain' }, processing))}
      >
        Open in the Lab
      </button>
    </div>
  );
}

function sentence({
  messages,
  bytes,
  signs,
  verifies,
  latency,
  timed,
  ceiling,
  batchedCeiling,
}: CostRow): string {
  const told = (figure: number | null): string => (figure === null ? '…' : exactFigure(figure));
  const alone = `sends ${told(messages)} messages with ${told(bytes)} bytes for one decision, makes ${told(signs)} signatures and checks ${told(verifies)}, and answers after ${told(latency)} ms, the middle one of ${told(timed)} times.`;
  if (ceiling === null || batchedCeiling === null) return alone;
  return `${alone} With processing it answers about ${roundFigure(ceiling)} times a second at most, and about ${roundFigure(batchedCeiling)} times in batches.`;
}

const FIELDS: readonly { readonly id: keyof Processing; readonly label: string }[] = [
  { id: 'message', label: 'A message' },
  { id: 'sign', label: 'Making a signature' },
  { id: 'verify', label: 'Checking a signature' },
];

/** What a replica's work costs in the runs with processing. */
function ProcessingFields({
  room,
  processing,
}: Props & { readonly processing: Processing }): ReactNode {
  const reword = useWordsOf('pbft');
  return (
    <fieldset className="costs-processing">
      <legend>Processing, in microseconds</legend>
      {FIELDS.map(({ id, label }) => (
        <div key={id}>
          <span>{label}</span>
          <Stepper
            label={`${label}, microseconds`}
            value={processing[id]}
            min={0}
            max={PROCESSING_MAX}
            onChange={(value) => room.choose({ processing: { ...processing, [id]: value } })}
          />
        </div>
      ))}
      <p className="hint">
        {reword(
          'What a replica is busy with while others wait. The usual figures are about those of Ed25519 on one core. Bytes are those of the canonical encoding that is signed and hashed, with digests and signatures in hex.',
        )}{' '}
        A time is the middle one of {decisionsTimed(FROM)} decisions in a small council and of{' '}
        {decisionsTimed(LARGEST)} in the largest; the table says of how many. Delays have chance in
        them, so that a large council may happen to be faster than the next smaller one.
      </p>
    </fieldset>
  );
}
