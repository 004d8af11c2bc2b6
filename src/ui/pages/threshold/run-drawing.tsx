import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Sketch } from '../../../core/model/index.ts';
import { createNamer } from '../../../viz/names.ts';
import { createCanvasPen } from '../../../viz/spacetime/canvas-pen.ts';
import { createColours } from '../../../viz/spacetime/colours.ts';
import { spacetimeScene } from '../../../viz/spacetime/scene.ts';
import type { Scene } from '../../../viz/spacetime/scene.ts';
import { paintStrip } from '../../../viz/spacetime/strip.ts';
import { monitorTitlesOf, protocolOf, termsOf, useLab, useSettings } from '../../lab-context.ts';
import { useWidth } from '../../use-width.ts';

const LANE = 26;
const LANES_MIN = 4;
const FRAME = 44;

type Props = { readonly sketch: Sketch; readonly n: number; readonly label: string };

/** A run as a small space-time diagram, around the moment that decided it. */
export function RunDrawing({ sketch, n, label }: Props): ReactNode {
  const catalog = useStore(useLab().catalog, (menus) => menus.catalog);
  const theme = useSettings((settings) => settings.theme);
  const [room, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { tile, timeline, clients, broke } = sketch;
  const height = FRAME + LANE * Math.max(LANES_MIN, tile.processes.length);
  const scene = useMemo(() => {
    const protocol = protocolOf(catalog, 'pbft');
    return spacetimeScene({
      tiles: [tile],
      processes: tile.processes,
      n,
      kinds: Object.values(protocol?.messages ?? {}),
      timeline,
      range: tile,
      size: { width: Math.max(1, width), height },
      room: 'fit',
      scroll: 0,
      nameOf: createNamer({ n, clients }),
      titleOf: monitorTitlesOf(catalog),
      terms: termsOf(protocol),
      cone: null,
      process: null,
    });
  }, [tile, timeline, clients, n, catalog, width, height]);
  useEffect(() => {
    if (canvas.current && width > 0) paint(canvas.current, scene, ringsOf(broke));
  }, [scene, width, theme, broke]);
  return (
    <div ref={room} className="run-drawing">
      <canvas ref={canvas} role="img" aria-label={label} style={{ width, height }} />
    </div>
  );
}

type Ring = { readonly at: number; readonly process: number };

/** Around the replicas that the broken promise is about. */
function ringsOf(broke: Sketch['broke']): readonly Ring[] {
  return broke?.replicas.map((process) => ({ at: broke.at, process })) ?? [];
}

function paint(canvas: HTMLCanvasElement, scene: Scene, broken: readonly Ring[]): void {
  const { width, height } = scene.frame.size;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(scale, scale);
  const moment = { time: scene.frame.range.until, hidesFuture: false };
  const pen = createCanvasPen(context, createColours(canvas));
  paintStrip(scene, pen, { ...moment, differing: broken });
}
