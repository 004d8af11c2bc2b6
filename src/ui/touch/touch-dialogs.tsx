import { lazy } from 'react';
import type { ReactNode } from 'react';
import { Later } from '../shell/later.tsx';
import { useSelection } from '../lab-context.ts';

const ReplicaMenu = lazy(async () => ({
  default: (await import('./replica-menu.tsx')).ReplicaMenu,
}));
const ComposeDialog = lazy(async () => ({
  default: (await import('./compose-dialog.tsx')).ComposeDialog,
}));

/** The menu of a replica and the form for messages: loaded when they are first asked for. */
export function TouchDialogs(): ReactNode {
  const { menu, composing } = useSelection((selection) => ({
    menu: selection.menu,
    composing: selection.composing,
  }));
  return (
    <Later>
      {menu !== null && <ReplicaMenu key={menu} id={menu} />}
      {composing !== null && <ComposeDialog key={composing} from={composing} />}
    </Later>
  );
}
