import type { ReactNode } from 'react';
import { useRecording } from '../lab-context.ts';
import { useView } from '../use-view.ts';
import { startSpacetime } from './spacetime-drawing.ts';

export function SpacetimePanel(): ReactNode {
  const element = useView(startSpacetime);
  const omitted = useRecording((recording) => recording.window?.omitted ?? 0);
  return (
    <section className="diagram" aria-labelledby="diagram-title">
      <header>
        <h2 id="diagram-title">Space-time</h2>
        <p className="end">
          {omitted > 0
            ? `A sample: ${omitted.toLocaleString('en')} more messages are not drawn`
            : 'Each line is a message; click to seek'}
        </p>
      </header>
      <div ref={element} className="diagram-canvas" />
    </section>
  );
}
