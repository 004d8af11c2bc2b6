/** What the page says when something did not work: what failed, what still holds, and what can be done. */
import { reasonOf } from '../core/base/reason.ts';
import type { Timeline } from '../core/model/index.ts';
import type { Problem, Source } from '../worker/messages.ts';
import { PAGES } from './pages.ts';
import { quoted } from './query.ts';
import type { Notice, Stores } from './state.ts';

export function crashNotice(message: string): Notice {
  return {
    kind: 'crashed',
    title: 'The engine stopped. What was recorded stays on screen.',
    problems: [{ path: '', code: 'PAGE002', message }],
  };
}

export function fullNotice({ events, reached }: Timeline): Notice {
  const seconds = (reached / 1e6).toFixed(1);
  return {
    kind: 'full',
    title: `The recording ends here, after ${events.toLocaleString('en')} events.`,
    problems: [
      {
        path: '',
        code: 'PAGE008',
        message: `A page holds no more. What happened in these ${seconds} seconds can be looked at like any run; the command under “Proof in sight” runs it to its end.`,
      },
    ],
  };
}

type Refused = {
  readonly source: Source;
  readonly problems: readonly Problem[];
  /** Nothing is open yet, so that something else has to be. */
  readonly isFirst: boolean;
};

export function refusalNotice({ source, problems, isFirst }: Refused): Notice {
  if (source.from === 'file') {
    const title = 'This file could not be read. Nothing was changed.';
    return { kind: 'file', title, problems };
  }
  if (source.from !== 'link') {
    const title = 'This set-up is not possible, so nothing was changed.';
    return { kind: 'refused', title, problems };
  }
  const instead = isFirst ? 'Here is a calm council instead.' : 'Nothing was changed.';
  return { kind: 'link', title: `This link could not be read. ${instead}`, problems };
}

/** An address that names neither a page nor a run. */
export function strayNotice(word: string, isFirst: boolean): Notice {
  const instead = isFirst ? 'Here is a calm council in the Lab instead.' : 'Nothing was changed.';
  const names = PAGES.map(({ id, title }) => `${title} (#${id})`).join(', ');
  const message = `The pages are ${names}. A link of a run begins with a number and a full stop.`;
  return {
    kind: 'link',
    title: `There is no page ${quoted(word)}. ${instead}`,
    problems: [{ path: '', code: 'PAGE007', message }],
  };
}

/** Null where everything that the scenario says counts. */
export function idleNotice(idle: readonly string[]): Notice | null {
  if (idle.length === 0) return null;
  return {
    kind: 'idle',
    title: 'Part of this scenario does nothing here.',
    problems: idle.map((path) => ({
      path,
      code: 'PAGE006',
      message: `${path} belongs to another protocol. It is kept, and counts again when you switch to that one.`,
    })),
  };
}

export function showFailure(stores: Stores, error: unknown): void {
  // A crash has its own notice, with the way out of it.
  if (stores.recording.getState().status === 'crashed') return;
  const message = reasonOf(error);
  stores.recording.setState({
    notice: {
      kind: 'failed',
      title: 'The engine could not answer.',
      problems: [{ path: '', code: 'PAGE003', message }],
    },
  });
}
