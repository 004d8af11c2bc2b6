import type { ReactNode } from 'react';
import { hideFuture } from '../../store/commands/hide-future.ts';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';
import { useView } from '../use-view.ts';
import { startSpacetime } from './spacetime-drawing.ts';

export function SpacetimePanel(): ReactNode {
  const element = useView(startSpacetime);
  const omitted = useRecording((recording) => recording.window?.omitted ?? 0);
  return (
    <div className="panel diagram">
      <header className="panel-head">
        <p>
          {omitted > 0
            ? `A sample: ${omitted.toLocaleString('en')} more messages are not drawn`
            : 'Each line is a message; click to seek'}
        </p>
        <HideFuture />
      </header>
      <div ref={element} className="diagram-canvas" />
    </div>
  );
}

/** For a lecturer: what is not known yet shall not be seen, here and on the scrubber. */
function HideFuture(): ReactNode {
  const lab = useLab();
  const hides = usePlayback((playback) => playback.hidesFuture);
  return (
    <button
      type="button"
      className="button button-toggle"
      aria-pressed={hides}
      title="Hide what has not happened yet (H)"
      onClick={() => void hideFuture.run(lab)}
    >
      Hide the future
    </button>
  );
}
