import type { ReactNode } from 'react';
import { Icon } from '../../controls/icon.tsx';
import { useLab } from '../../lab-context.ts';

type Props = { readonly label: string; readonly text: string };

/** The command line that comes to the same. */
export function Command({ label, text }: Props): ReactNode {
  const lab = useLab();
  const copy = (): void => {
    void lab.around.copy(text).then(
      () => lab.selection.setState({ toast: 'The command is copied.' }),
      () => lab.selection.setState({ toast: 'The browser does not let the page copy.' }),
    );
  };
  return (
    <details className="fold hunt-command">
      <summary>{label}</summary>
      <div>
        <code>{text}</code>
        <button
          type="button"
          className="button button-icon"
          aria-label="Copy the command"
          title="Copy the command"
          onClick={copy}
        >
          <Icon name="copy" />
        </button>
      </div>
    </details>
  );
}
