import type { KeyboardEvent, ReactNode } from 'react';
import { Later } from '../shell/later.tsx';
import { tallerPanel } from '../../store/commands/taller-panel.ts';
import type { Lab } from '../../store/lab.ts';
import { PANELS } from '../../store/panels.ts';
import type { PanelId } from '../../store/panels.ts';
import { CommandButton } from '../controls/button.tsx';
import { useLab, useSelection } from '../lab-context.ts';
import { PANEL_VIEWS } from './panels.tsx';

/** Below the stage: one of several ways to look at the same recording. */
export function LowerPanel(): ReactNode {
  const panel = useSelection((selection) => selection.panel);
  const View = PANEL_VIEWS[panel];
  return (
    <section className="lower" aria-label="Closer look">
      <Tabs />
      <div
        role="tabpanel"
        id="panel"
        aria-labelledby={`tab-${panel}`}
        className="lower-view"
        key={panel}
      >
        <Later waiting={<p className="lower-waiting">Laying out …</p>}>
          <View />
        </Later>
      </div>
    </section>
  );
}

function Tabs(): ReactNode {
  const lab = useLab();
  const panel = useSelection((selection) => selection.panel);
  const isTall = useSelection((selection) => selection.isPanelTall);
  return (
    <header className="lower-bar">
      <div role="tablist" aria-label="Panels" onKeyDown={(event) => walk(lab, event)}>
        {PANELS.map(({ id, title }, index) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={id === panel}
            aria-controls="panel"
            tabIndex={id === panel ? 0 : -1}
            title={`${title} (${index + 1})`}
            onClick={() => lab.selection.setState({ panel: id })}
          >
            {title}
          </button>
        ))}
      </div>
      <CommandButton
        command={tallerPanel}
        icon={isTall ? 'chevron' : 'chevronUp'}
        label={isTall ? 'Less room for this panel' : 'More room for this panel'}
      />
    </header>
  );
}

/** Arrow keys go from tab to tab and show what they reach. */
function walk(lab: Lab, event: KeyboardEvent): void {
  const at = PANELS.findIndex(({ id }) => id === lab.selection.getState().panel);
  const to = DESTINATIONS[event.key]?.(at);
  if (to === undefined) return;
  event.preventDefault();
  const panel: PanelId = PANELS[(to + PANELS.length) % PANELS.length]?.id ?? 'spacetime';
  lab.selection.setState({ panel });
  document.getElementById(`tab-${panel}`)?.focus();
}

const DESTINATIONS: Readonly<Record<string, (at: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: () => PANELS.length - 1,
};
