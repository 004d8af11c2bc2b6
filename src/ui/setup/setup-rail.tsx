import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Drawer } from '../../store/state.ts';
import { useLab, useSelection } from '../lab-context.ts';
import { AgentsSection } from './agents.tsx';
import { CouncilSection } from './council.tsx';
import { NetworkSection } from './network.tsx';
import { OrdersSection } from './orders.tsx';
import { RosterSection } from './roster.tsx';
import { RulesSection } from './rules.tsx';
import { useSections } from './sections.ts';
import { ShortcutsSection } from './shortcuts.tsx';

const SECTIONS: Readonly<Record<Drawer, () => ReactNode>> = {
  council: CouncilSection,
  roster: RosterSection,
  agents: AgentsSection,
  orders: OrdersSection,
  network: NetworkSection,
  shortcuts: ShortcutsSection,
  rules: RulesSection,
};

/** A rail on wide screens, a drawer on medium ones, the last part of the page on phones. */
export function SetupRail(): ReactNode {
  const lab = useLab();
  const drawer = useSelection((selection) => selection.drawer);
  const sections = useSections();
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    if (drawer === null) return;
    const section = rail.current?.querySelector(`#setup-${drawer}`);
    section?.scrollIntoView({ block: 'start' });
    rail.current?.focus();
  }, [drawer]);
  return (
    <aside
      ref={rail}
      id="setup"
      className="rail setup"
      aria-label="Set up"
      tabIndex={-1}
      data-open={drawer !== null}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || drawer === null) return;
        lab.selection.setState({ drawer: null });
        // What had the focus is hidden now; its button is where one came from.
        document.getElementById(`open-${drawer}`)?.focus();
      }}
    >
      {sections.map((name) => {
        const Section = SECTIONS[name];
        return <Section key={name} />;
      })}
    </aside>
  );
}
