import type { ReactNode } from 'react';
import { boundsOf } from '../../store/council.ts';
import type { Selection } from '../../store/state.ts';
import { Icon } from '../controls/icon.tsx';
import type { IconName } from '../controls/icon.tsx';
import { useHistory, useLab, useTerms, useSelection } from '../lab-context.ts';

type Drawer = NonNullable<Selection['drawer']>;

const ENTRIES: readonly {
  readonly drawer: Drawer;
  readonly icon: IconName;
  readonly text: string;
}[] = [
  { drawer: 'council', icon: 'council', text: 'Council' },
  { drawer: 'roster', icon: 'roster', text: 'Roster' },
  { drawer: 'agents', icon: 'prompt-injected', text: 'Agents' },
  { drawer: 'orders', icon: 'order', text: 'Orders' },
  { drawer: 'network', icon: 'network', text: 'Net' },
];

/** On medium screens the set-up is a drawer behind these buttons. */
export function IconRail(): ReactNode {
  const lab = useLab();
  const open = useSelection((selection) => selection.drawer);
  const toggle = (drawer: Drawer): void =>
    lab.selection.setState({ drawer: open === drawer ? null : drawer });
  return (
    <nav className="icon-rail" aria-label="Set up">
      {ENTRIES.map(({ drawer, icon, text }) => (
        <button
          key={drawer}
          type="button"
          aria-expanded={open === drawer}
          aria-controls="setup"
          onClick={() => toggle(drawer)}
        >
          <Icon name={icon} size={20} />
          {text}
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
