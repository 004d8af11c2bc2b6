import type { ReactNode } from 'react';
import { boundsOf } from '../../store/council.ts';
import type { Drawer } from '../../store/state.ts';
import { Icon } from '../controls/icon.tsx';
import type { IconName } from '../controls/icon.tsx';
import { useHistory, useLab, useTerms, useSelection } from '../lab-context.ts';
import { useSections } from './sections.ts';

const ENTRIES: Readonly<Record<Drawer, { readonly icon: IconName; readonly text: string }>> = {
  council: { icon: 'council', text: 'Council' },
  roster: { icon: 'roster', text: 'Roster' },
  agents: { icon: 'prompt-injected', text: 'Agents' },
  orders: { icon: 'order', text: 'Orders' },
  network: { icon: 'network', text: 'Network' },
  // Broken in two where the rail is too narrow for it.
  shortcuts: { icon: 'shortcut', text: 'Optimi\u00adsations' },
  rules: { icon: 'rules', text: 'Rules' },
};

/** On medium screens the set-up is a drawer behind these buttons. */
export function IconRail(): ReactNode {
  const lab = useLab();
  const open = useSelection((selection) => selection.drawer);
  const toggle = (drawer: Drawer): void =>
    lab.selection.setState({ drawer: open === drawer ? null : drawer });
  return (
    <nav
      className="icon-rail"
      aria-label="Set up"
      onKeyDown={({ key }) => {
        if (key === 'Escape') lab.selection.setState({ drawer: null });
      }}
    >
      {useSections().map((drawer) => (
        <button
          key={drawer}
          id={`open-${drawer}`}
          type="button"
          aria-expanded={open === drawer}
          aria-controls="setup"
          onClick={() => toggle(drawer)}
        >
          <Icon name={ENTRIES[drawer].icon} size={20} />
          {ENTRIES[drawer].text}
        </button>
      ))}
      <Figures />
    </nav>
  );
}

function Figures(): ReactNode {
  const hasQuorums = useTerms().hasQuorums;
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  if (!scenario) return null;
  const { n, f, q } = boundsOf(scenario, []);
  return (
    <p className="icon-rail-figures">
      <span>
        n <b>{n}</b>
      </span>
      <span>
        {hasQuorums ? 'f' : 'm'} <b>{f}</b>
      </span>
      {hasQuorums && (
        <span>
          q <b>{q}</b>
        </span>
      )}
    </p>
  );
}
