import type { ReactNode, RefObject } from 'react';
import { plotScene } from '../../../viz/charts/plot.ts';
import type { PlotDot, PlotInput, PlotLine, PlotScene } from '../../../viz/charts/plot.ts';
import { useWidth } from '../../use-width.ts';

type Props = {
  readonly title: string;
  readonly input: Omit<PlotInput, 'size'>;
  readonly xLabel: string;
  readonly yLabel: string;
  /** What is told of beside the chart: marked in it. */
  readonly chosen: number;
  readonly onChoose: (x: number) => void;
  readonly drawing: RefObject<SVGSVGElement | null>;
};

const HEIGHT = 260;

/** Lines over one quantity; a press on a point, or anywhere above its place, chooses it. */
export function LineChart(props: Props): ReactNode {
  const { title, input, drawing } = props;
  const [frame, width] = useWidth();
  const scene = width === 0 ? null : plotScene({ ...input, size: { width, height: HEIGHT } });
  return (
    <div ref={frame} className="line-chart">
      {scene && (
        <svg ref={drawing} role="img" aria-label={title} width={width} height={HEIGHT}>
          <Chosen scene={scene} chosen={props.chosen} />
          <Axes scene={scene} xLabel={props.xLabel} yLabel={props.yLabel} />
          {scene.powers.map(({ id, path }) => (
            <path key={id} className="chart-power" d={path} />
          ))}
          {scene.lines.map((line, index) => (
            <Line key={line.id} line={line} index={index} />
          ))}
          <Labels scene={scene} />
          <Places scene={scene} onChoose={props.onChoose} />
        </svg>
      )}
    </div>
  );
}

type Axis = Pick<Props, 'xLabel' | 'yLabel'> & { readonly scene: PlotScene };

function Axes({ scene, xLabel, yLabel }: Axis): ReactNode {
  const { left, right, top, bottom, xTicks, yTicks } = scene;
  return (
    <g className="chart-axes">
      {yTicks.map(({ at, text }) => (
        <g key={text}>
          <path className="chart-grid" d={`M${left},${at}H${right}`} />
          <text x={left - 6} y={at + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <path className="chart-axis" d={`M${left},${top}V${bottom}H${right}`} />
      {xTicks.map(({ at, text }) => (
        <g key={text}>
          <path className="chart-axis" d={`M${at},${bottom}v4`} />
          <text x={at} y={bottom + 17} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text className="chart-name" x={right} y={bottom + 33} textAnchor="end">
        {xLabel}
      </text>
      <text className="chart-name" x={4} y={12}>
        {yLabel}
      </text>
    </g>
  );
}

function Chosen({ scene, chosen }: Pick<Axis, 'scene'> & { readonly chosen: number }): ReactNode {
  const dot = dotsOf(scene).find(({ at }) => at === chosen);
  if (dot === undefined) return null;
  return <path className="chart-chosen" d={`M${dot.x},${scene.top}V${scene.bottom}`} />;
}

/** Half the side of a square as large to the eye as a circle of radius 4. */
const HALF = 3.6;

function Line({ line, index }: { readonly line: PlotLine; readonly index: number }): ReactNode {
  return (
    <g className={`chart-line chart-line-${index}`}>
      <path d={line.path} />
      {line.dots.map((dot) => (
        <path
          key={dot.at}
          className={Number.isFinite(dot.value) ? 'dot' : 'dot is-beyond'}
          d={dotPath(dot, index)}
        />
      ))}
    </g>
  );
}

/** A circle, or a square for the second line; a cross where it is beyond every bound. */
function dotPath({ x, y, value }: PlotDot, index: number): string {
  if (!Number.isFinite(value)) return `M${x - 4},${y - 4}l8,8m0,-8l-8,8`;
  if (index > 0) return `M${x - HALF},${y - HALF}h${2 * HALF}v${2 * HALF}h${-2 * HALF}Z`;
  return `M${x - 4},${y}a4,4 0 1 0 8,0a4,4 0 1 0 -8,0`;
}

function Labels({ scene }: Pick<Axis, 'scene'>): ReactNode {
  const { labels, lines, right } = scene;
  return (
    <g className="chart-labels">
      {labels.map(({ id, text, y }) => {
        const index = lines.findIndex((line) => line.id === id);
        return (
          <text
            key={id}
            x={right + 8}
            y={y + 4}
            className={index === -1 ? 'chart-power-name' : `chart-name-${index}`}
          >
            {text}
          </text>
        );
      })}
    </g>
  );
}

/** The whole height above each measured place can be pressed; the chooser beside the charts does the same by keyboard. */
function Places({
  scene,
  onChoose,
}: Pick<Axis, 'scene'> & { readonly onChoose: (x: number) => void }): ReactNode {
  const places = [...new Map(dotsOf(scene).map((dot) => [dot.at, dot.x]))];
  return (
    <g className="chart-places">
      {places.map(([at, x]) => (
        <rect
          key={at}
          x={x - 12}
          y={scene.top}
          width={24}
          height={scene.bottom - scene.top}
          onClick={() => onChoose(at)}
        />
      ))}
    </g>
  );
}

const dotsOf = ({ lines }: PlotScene): readonly PlotDot[] => lines.flatMap(({ dots }) => dots);
