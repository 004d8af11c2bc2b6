import { Component, Suspense } from 'react';
import type { ReactNode } from 'react';
import { reasonOf } from '../../core/base/reason.ts';
import { CrackedTile } from './notice.tsx';

type Props = {
  readonly children: ReactNode;
  /** What stands there until it has come. */
  readonly waiting?: ReactNode;
};

/**
 * A part of the page that comes when it is asked for, and that fails alone: its script did not come, or drawing it went wrong. A
 * script that failed once is not asked for again by the browser, so the way on is to load the page anew.
 */
export function Later({ children, waiting = null }: Props): ReactNode {
  return (
    <Boundary>
      <Suspense fallback={waiting}>{children}</Suspense>
    </Boundary>
  );
}

type State = { readonly problem: string | null };

class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { problem: null };

  static getDerivedStateFromError(error: unknown): State {
    return { problem: reasonOf(error) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    return problem === null ? this.props.children : <Broken problem={problem} />;
  }
}

function Broken({ problem }: { readonly problem: string }): ReactNode {
  return (
    <div className="notice broken-part" role="alert">
      <CrackedTile />
      <div>
        <p>
          <b>This part of the page could not be shown.</b>
        </p>
        <p>{problem}. What is open is kept.</p>
      </div>
      <button type="button" className="button button-line" onClick={() => location.reload()}>
        Load the page again
      </button>
    </div>
  );
}
