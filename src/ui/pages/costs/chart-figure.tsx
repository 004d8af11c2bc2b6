import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { DataTable } from '../../../store/data-table.ts';
import type { PlotInput } from '../../../viz/charts/plot.ts';
import { Figures } from '../figures.tsx';
import { TakeAway } from '../take-away.tsx';
import { LineChart } from './line-chart.tsx';
import { useWordsOf } from '../../use-words.ts';

type Props = {
  readonly name: string;
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly input: Omit<PlotInput, 'size'>;
  readonly table: DataTable;
  /** The run that is chosen, as a file. */
  readonly scenario: () => unknown;
  readonly chosen: number;
  readonly onChoose: (x: number) => void;
};

/** A chart with its title, its figures for screen readers, and the way to take it along. */
export function ChartFigure(props: Props): ReactNode {
  const { name, table } = props;
  const reword = useWordsOf('pbft');
  const title = reword(props.title);
  const labels = { xLabel: reword(props.xLabel), yLabel: reword(props.yLabel) };
  const figure = useRef<HTMLElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  return (
    <figure ref={figure} className="chart-figure">
      <figcaption>{title}</figcaption>
      <LineChart {...props} title={title} {...labels} drawing={drawing} />
      <Figures caption={title} table={table} />
      <TakeAway
        isEmpty={table.rows.length === 0}
        chart={{
          name,
          title,
          parts: () => [figure.current?.querySelector('figcaption') ?? null, drawing.current],
          table: () => table,
          recipe: { label: 'Scenario', document: props.scenario },
        }}
      />
    </figure>
  );
}
