import type { ReactNode } from 'react';
import { shownShortcut } from '../../store/commands/all.ts';
import type { Command } from '../../store/commands/command.ts';
import { useLab } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

type Props = {
  readonly command: Command;
  readonly icon: IconName;
  /** Instead of the command's own label. */
  readonly label?: string;
  readonly className?: string;
  readonly isEnabled?: boolean;
  readonly id?: string;
  /** Of a button that shows and hides something. */
  readonly isExpanded?: boolean;
  /** Text beside the icon; without it the icon stands alone and the label is the tooltip and the name. */
  readonly children?: ReactNode;
};

export function CommandButton(props: Props): ReactNode {
  const { command, icon, isEnabled = true, className = 'button button-icon', children } = props;
  const lab = useLab();
  const reword = useWords();
  const label = reword(props.label ?? command.label);
  const keys = command.shortcuts.map(shownShortcut).join(' or ');
  const run = (): void => {
    void command.run(lab);
  };
  return (
    <button
      type="button"
      id={props.id}
      className={className}
      aria-label={label}
      title={`${label} (${keys})`}
      aria-expanded={props.isExpanded}
      disabled={!isEnabled}
      onClick={run}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}
