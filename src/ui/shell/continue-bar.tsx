import type { ReactNode } from 'react';
import { continueLast, decline } from '../../store/kept/returning.ts';
import { visible } from '../../core/base/visible.ts';
import { useHistory, useLab, useSelection } from '../lab-context.ts';
import { milliseconds } from '../time.ts';

/** What a page before this one had open. It forces itself on nobody and goes once something else was begun. */
export function ContinueBar(): ReactNode {
  const lab = useLab();
  const offer = useSelection((selection) => selection.offer);
  const isAtWork = useHistory((history) => history.past.length > 0);
  if (!offer || isAtWork) return null;
  const { title, changes, at } = offer;
  const what = title === '' ? 'a run' : `“${visible(title)}”`;
  const many = changes === 1 ? 'one change' : `${changes} changes`;
  return (
    <div className="continue" role="region" aria-label="Where you were">
      <p>
        Last time you were at {milliseconds(at, 1)} of {what}
        {changes > 0 && `, with ${many} to go back to`}.
      </p>
      <button type="button" className="button button-gold" onClick={() => void continueLast(lab)}>
        Continue where you were
      </button>
      <button type="button" className="button button-line" onClick={() => decline(lab)}>
        Not now
      </button>
    </div>
  );
}
