import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { QuotingText } from '../controls/user-text.tsx';
import { useLab, useSelection } from '../lab-context.ts';
import { useWords } from '../use-words.ts';

const SHOWN_MS = 4000;

/** What the last command did, for a moment. */
export function Toast(): ReactNode {
  const lab = useLab();
  const toast = useSelection((selection) => selection.toast);
  const reword = useWords();
  useEffect(() => {
    if (toast === '') return undefined;
    const timer = setTimeout(() => lab.selection.setState({ toast: '' }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [lab, toast]);
  // Whoever comes back from another page is not told it once more.
  useEffect(() => () => lab.selection.setState({ toast: '' }), [lab]);
  return (
    <div className="toast" role="status" data-shown={toast !== ''}>
      <QuotingText>{reword(toast)}</QuotingText>
    </div>
  );
}
