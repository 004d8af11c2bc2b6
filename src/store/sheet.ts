/** On a small screen one part of the page at a time is shown beside the stage: in a sheet. */
import type { SheetId } from './panels.ts';
import type { Selection, Stores } from './state.ts';

export function hasSelected({ process, message, event }: Selection): boolean {
  return process !== null || message !== null || event !== null;
}

/** What the sheet shows: of something selected only while there is something. */
export function shownSheet(selection: Selection): SheetId {
  return selection.sheet === 'selected' && !hasSelected(selection) ? 'why' : selection.sheet;
}

/** What a person asks for elsewhere, by key or on the stage, comes into the sheet; a panel or a form is not taken away. */
export function watchSheet({ selection }: Stores): void {
  selection.subscribe((now, before) => {
    if (now.panel !== before.panel) selection.setState({ sheet: 'panels' });
    else if (isNewlySelected(now, before) && yields(now.sheet))
      selection.setState({ sheet: 'selected' });
  });
}

function isNewlySelected(now: Selection, before: Selection): boolean {
  const isOther =
    now.process !== before.process || now.message !== before.message || now.event !== before.event;
  return isOther && hasSelected(now);
}

function yields(sheet: SheetId): boolean {
  return sheet === 'why' || sheet === 'proof';
}
