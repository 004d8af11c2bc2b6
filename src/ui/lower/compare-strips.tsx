import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type {
  ComparedFilter,
  ComparePage,
  EventRow,
  Side,
  Tile,
  Timeline,
} from '../../core/model/index.ts';
import { createNamer } from '../../viz/names.ts';
import { createCanvasPen } from '../../viz/spacetime/canvas-pen.ts';
import { createColours } from '../../viz/spacetime/colours.ts';
import { paintStrip } from '../../viz/spacetime/strip.ts';
import { BUCKETS } from '../../viz/spacetime/parts.ts';
import type { Range } from '../../viz/spacetime/range.ts';
import { spacetimeScene } from '../../viz/spacetime/scene.ts';
import type { Scene } from '../../viz/spacetime/scene.ts';
import { density } from '../../viz/zoom.ts';
import type { Version } from '../../store/versions/history.ts';
import {
  monitorTitlesOf,
  useCatalog,
  useHistory,
  useLab,
  usePlayback,
  useProtocol,
  useRecording,
  useSettings,
  useTerms,
} from '../lab-context.ts';
import { milliseconds } from '../time.ts';
import { useWidth } from '../use-width.ts';
import { useAnswer } from './use-answer.ts';
import { useComparePage } from './use-compare-page.ts';

/** Of a strip, in median delays, and how much of it lies before the place where the runs part. */
const SPAN = 9;
const BEFORE = 0.5;
/** More messages than this are counted in bars. */
const CAP = 4_000;
const LANE = 16;
const CHROME = 40;

const DIFFERING: ComparedFilter = { isDiffering: true, isNotable: false };

/** Both runs as space-time strips of one stretch of time, from where they part; what one has alone or at another time is ringed. */
export function CompareStrips({ other }: { other: Version }): ReactNode {
  const page = useComparePage({ filter: DIFFERING, from: null });
  const a = useRecording(({ run, timeline }) => ({ run, timeline }));
  const b = useStore(useLab().comparison);
  const present = useHistory((history) => history.present);
  const range = useRange(page, a.timeline);
  const [element, width] = useWidth();
  return (
    <div ref={element} className="compare-strips" tabIndex={0}>
      {page !== null && range !== null && a.timeline && b.timeline && present && (
        <>
          <Strip
            {...{ page, range, width, ...a }}
            side="a"
            timeline={a.timeline}
            version={present}
          />
          <Strip
            {...{ page, range, width }}
            run={b.run}
            side="b"
            timeline={b.timeline}
            version={other}
          />
        </>
      )}
    </div>
  );
}

/** From where they part; once the playhead has left that behind, around it. */
function useRange(page: ComparePage | null, timeline: Timeline | null): Range | null {
  const delay = timeline?.medianDelay ?? 1;
  const start = Math.max(0, (page?.first?.row.at ?? 0) - BEFORE * delay);
  const pages = usePlayback(({ at }) =>
    Math.max(0, Math.floor((at - start) / (delay * (SPAN - 1)))),
  );
  return useMemo(() => {
    if (page === null || page.first === null) return null;
    const from = Math.floor(start + pages * delay * (SPAN - 1));
    return { from, until: Math.ceil(from + SPAN * delay) };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a page asked for anew has the same parting
  }, [page === null, start, pages, delay]);
}

type StripProps = {
  readonly page: ComparePage;
  readonly range: Range;
  readonly width: number;
  readonly run: number;
  readonly side: Side;
  readonly timeline: Timeline;
  readonly version: Version;
};

function Strip(props: StripProps): ReactNode {
  const { page, range, run, side } = props;
  const lab = useLab();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { from, until } = range;
  const ask = useCallback(
    () => lab.engine.ask('tile', { run, from, until, cap: CAP, buckets: BUCKETS, process: null }),
    [lab, run, from, until],
  );
  const tile = useAnswer(run === 0 ? null : ask);
  const scene = useScene(props, tile);
  const time = usePlayback(({ at }) => Math.floor(at));
  const hidesFuture = usePlayback((playback) => playback.hidesFuture);
  const theme = useSettings((settings) => settings.theme);
  const differing = useMemo(() => differingIn(page, side, range), [page, side, range]);
  useEffect(() => {
    if (canvas.current && scene) paint(canvas.current, scene, { time, hidesFuture, differing });
  }, [scene, time, hidesFuture, differing, theme]);
  const shown = hidesFuture ? differing.filter(({ at }) => at <= time) : differing;
  return (
    <figure className="compare-strip">
      <figcaption>{side.toUpperCase()}</figcaption>
      <canvas ref={canvas} role="img" aria-label={labelOf(side, shown.length, range)} />
    </figure>
  );
}

function labelOf(side: Side, count: number, { from, until }: Range): string {
  const [here, there] = side === 'a' ? ['A', 'B'] : ['B', 'A'];
  const stretch = `${milliseconds(from)} to ${milliseconds(until)}`;
  return `${here} from ${stretch}: ${count === 1 ? '1 event' : `${count} events`} that ${there} does not have at that time`;
}

function useScene(
  { range, width, timeline, version }: StripProps,
  tile: Tile | null,
): Scene | null {
  const catalog = useCatalog();
  const terms = useTerms();
  const messages = useProtocol()?.messages;
  return useMemo(() => {
    if (tile === null || width === 0) return null;
    const { replicas: n, workload } = version.scenario;
    const { clients } = workload;
    const usual = Array.from({ length: n + clients }, (_, id) => id);
    const processes = [...new Set([...usual, ...tile.processes])].sort((one, two) => one - two);
    return spacetimeScene({
      ...{ tiles: [tile], processes, n, timeline, range, terms },
      kinds: Object.values(messages ?? {}),
      size: { width, height: CHROME + LANE * processes.length },
      room: 'fit',
      scroll: 0,
      nameOf: createNamer({ n, clients }),
      titleOf: monitorTitlesOf(catalog),
      cone: null,
      process: null,
    });
  }, [tile, range, width, timeline, version, terms, messages, catalog]);
}

/** What one side has that the other does not have in its place, as far as the page of rows reaches. */
function differingIn(
  { rows }: ComparePage,
  side: Side,
  { from, until }: Range,
): readonly EventRow[] {
  return rows.flatMap((row) => {
    const event = row[side];
    return event !== null && event.at >= from && event.at <= until ? [event] : [];
  });
}

type Moment = {
  readonly time: number;
  readonly hidesFuture: boolean;
  readonly differing: readonly EventRow[];
};

function paint(canvas: HTMLCanvasElement, scene: Scene, moment: Moment): void {
  const { width, height } = scene.frame.size;
  const scale = density();
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  paintStrip(scene, createCanvasPen(context, createColours(canvas)), moment);
}
