import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { hideFuture } from '../../store/commands/hide-future.ts';
import { isWhole } from '../../viz/spacetime/range.ts';
import { coneWords } from '../../viz/spacetime/words.ts';
import { Icon } from '../controls/icon.tsx';
import type { IconName } from '../controls/icon.tsx';
import { useLab, usePlayback, useRecording, useSelection } from '../lab-context.ts';
import { useView } from '../use-view.ts';
import { startSpacetime } from './spacetime-drawing.ts';
import { SpacetimeOverview } from './spacetime-overview.tsx';
import { followHead, showAll, sightOf, zoomIn, zoomOut } from './spacetime-sight.ts';
import type { Sight } from './spacetime-sight.ts';

function useSight<T>(select: (sight: Sight) => T): T {
  return useStore(sightOf(useLab()), useShallow(select));
}

export function SpacetimePanel(): ReactNode {
  const element = useView(startSpacetime);
  const reached = useRecording((recording) => recording.timeline?.reached ?? 1);
  const isPart = useSight(({ range }) => !isWhole(range, reached));
  const shown = useSight((sight) => sight.shown);
  return (
    <div className={isPart ? 'panel diagram has-overview' : 'panel diagram'}>
      <header className="panel-head">
        <Said />
        <Causes />
        <View />
      </header>
      {isPart && <SpacetimeOverview />}
      <div
        ref={element}
        className="diagram-canvas"
        // Its own keys are those of a drawing, not those of a document.
        role="application"
        aria-roledescription="space-time diagram"
        aria-label={`Space-time diagram. ${shown}.`}
        aria-describedby="spacetime-keys"
        tabIndex={0}
      />
      <p id="spacetime-keys" className="visually-hidden">
        Left and right go from event to event along a lane, up and down to another lane, Enter
        selects. Plus and minus zoom, 0 shows the whole run, Backspace follows the playhead, Page Up
        and Page Down move.
      </p>
      <Spoken />
    </div>
  );
}

/** How much is shown and how, or what the selected event depends on. */
function Said(): ReactNode {
  const { shown, cone } = useSight((sight) => ({ shown: sight.shown, cone: sight.cone }));
  return <p className="diagram-said">{cone === null ? shown : `Lit: ${coneWords(cone)}`}</p>;
}

function Spoken(): ReactNode {
  const spoken = useSight((sight) => sight.spoken);
  return (
    <p className="diagram-spoken" aria-live="polite" hidden={spoken === ''}>
      {spoken}
    </p>
  );
}

const CONES = [
  ['past', 'Past', 'Light up what could have influenced the selected event'],
  ['future', 'Future', 'Light up what the selected event could have influenced'],
  ['off', 'All', 'Light up everything'],
] as const;

/** Only of use with something selected. */
function Causes(): ReactNode {
  const lab = useLab();
  const mode = useSight((sight) => sight.coneMode);
  const isChosen = useSelection(({ message, event }) => message !== null || event !== null);
  if (!isChosen) return null;
  return (
    <div className="segments" role="group" aria-label="Causes to light up">
      {CONES.map(([id, label, title]) => (
        <button
          key={id}
          type="button"
          className="button"
          aria-pressed={mode === id}
          title={title}
          onClick={() => sightOf(lab).setState({ coneMode: id })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function View(): ReactNode {
  const lab = useLab();
  const { own, room, canScroll } = useSight((sight) => ({
    own: sight.own !== null,
    room: sight.room,
    canScroll: sight.canScroll,
  }));
  const other = room === 'fit' ? 'roomy' : 'fit';
  return (
    <div className="diagram-view">
      {canScroll && (
        <Tool
          icon="lanes"
          label={room === 'fit' ? 'A name and more room for each lane' : 'Fit the lanes'}
          onClick={() => sightOf(lab).setState({ room: other, scroll: 0 })}
        />
      )}
      <Tool icon="zoomOut" label="Zoom out (-)" onClick={() => zoomOut(lab)} />
      <Tool icon="zoomIn" label="Zoom in (+)" onClick={() => zoomIn(lab)} />
      <Tool icon="fit" label="Show the whole run (0)" onClick={() => showAll(lab)} />
      {own && (
        <Tool
          icon="follow"
          label="Follow the playhead (double click)"
          onClick={() => followHead(lab)}
        />
      )}
      <HideFuture />
    </div>
  );
}

function Tool({
  icon,
  label,
  onClick,
}: {
  icon: IconName;
  label: string;
  onClick: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
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
