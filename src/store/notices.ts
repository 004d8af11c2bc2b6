/** What the page says when something did not work: what failed, what still holds, and what can be done. */
import type { Problem, Source } from '../worker/messages.ts';
import type { Notice, Stores } from './state.ts';

export function crashNotice(message: string): Notice {
  return {
    kind: 'crashed',
    title: 'The engine stopped. What was recorded stays on screen.',
    problems: [{ path: '', code: 'PAGE002', message }],
  };
}

export function refusalNotice(source: Source, problems: readonly Problem[]): Notice {
  return source.from === 'link'
    ? {
        kind: 'link',
        title: 'This link could not be read. Here is a calm council instead.',
        problems,
      }
    : { kind: 'refused', title: 'This set-up is not possible, so nothing was changed.', problems };
}

export function showFailure(stores: Stores, error: unknown): void {
  // A crash has its own notice, with the way out of it.
  if (stores.recording.getState().status === 'crashed') return;
  const message = error instanceof Error ? error.message : String(error);
  stores.recording.setState({
    notice: {
      kind: 'failed',
      title: 'The engine could not answer.',
      problems: [{ path: '', code: 'PAGE003', message }],
    },
  });
}
