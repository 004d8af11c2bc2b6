import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useCatalog, useLab, useSelection } from '../lab-context.ts';
import { AgentsSection } from './agents.tsx';
import { tacticsOf } from './choices.ts';
import { CouncilSection } from './council.tsx';
import { NetworkSection } from './network.tsx';
import { OrdersSection } from './orders.tsx';
import { RosterSection } from './roster.tsx';
import { RulesSection } from './rules.tsx';
import { ShortcutsSection } from './shortcuts.tsx';

/** A rail on wide screens, a drawer on medium ones, the last part of the page on phones. */
export function SetupRail(): ReactNode {
  const lab = useLab();
  const drawer = useSelection((selection) => selection.drawer);
  const hasReaders = tacticsOf(useCatalog(), 'prompt-injected').length > 0;
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
        if (event.key === 'Escape') lab.selection.setState({ drawer: null });
      }}
    >
      <CouncilSection />
      <RosterSection />
      {hasReaders && <AgentsSection />}
      <OrdersSection />
      <NetworkSection />
      <ShortcutsSection />
      <RulesSection />
    </aside>
  );
}
