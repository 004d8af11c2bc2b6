import { useRef } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { tallerPanel } from '../../store/commands/taller-panel.ts';
import { SHEETS } from '../../store/panels.ts';
import { hasSelected, shownSheet } from '../../store/sheet.ts';
import { CommandButton } from '../controls/button.tsx';
import { useLab, useSelection } from '../lab-context.ts';

/** So far a finger draws the sheet before it counts, in pixels. */
const DRAWN_PX = 24;

/** On small screens: which part of the page the sheet shows, and whether it covers the stage. */
export function SheetTabs(): ReactNode {
  const lab = useLab();
  const shown = useSelection(shownSheet);
  const isSelected = useSelection(hasSelected);
  const isTall = useSelection((selection) => selection.isPanelTall);
  const drawing = useDrawnSheet();
  return (
    <nav className="sheet-tabs" aria-label="Beside the stage" {...drawing}>
      {SHEETS.filter(({ id }) => id !== 'selected' || isSelected).map(({ id, title }) => (
        <button
          key={id}
          type="button"
          className="tab"
          aria-pressed={id === shown}
          onClick={() => lab.selection.setState({ sheet: id })}
        >
          {title}
        </button>
      ))}
      <CommandButton
        command={tallerPanel}
        icon={isTall ? 'chevron' : 'chevronUp'}
        label={isTall ? 'Show the stage' : 'Cover the stage'}
      />
    </nav>
  );
}

/** Drawn up it covers the stage, drawn down it leaves it. */
function useDrawnSheet() {
  const lab = useLab();
  const from = useRef<number | null>(null);
  return {
    onPointerDown: ({ clientY }: PointerEvent) => {
      from.current = clientY;
    },
    onPointerUp: ({ clientY }: PointerEvent) => {
      const drawn = clientY - (from.current ?? clientY);
      from.current = null;
      if (Math.abs(drawn) > DRAWN_PX) lab.selection.setState({ isPanelTall: drawn < 0 });
    },
  };
}
