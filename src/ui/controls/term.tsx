import type { ReactNode } from 'react';
import { useLab } from '../lab-context.ts';

/** A word of the field in a text: opens the glossary where it stands. */
export function Term({ id, children }: { id: string; children: ReactNode }): ReactNode {
  const lab = useLab();
  return (
    <button
      type="button"
      className="term"
      aria-haspopup="dialog"
      onClick={() => lab.selection.setState({ glossary: id })}
    >
      {children}
    </button>
  );
}
