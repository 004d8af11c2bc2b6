/** A recording file names the trace hash that its run must come to. Once the run has ended, the page says whether it did. */
import type { Stores } from '../state.ts';

export function watchClaim({ recording, selection }: Stores): void {
  let judged = 0;
  recording.subscribe(({ claim, report, run }) => {
    if (claim === null || report === null || judged === run) return;
    judged = run;
    const { hash } = report.trace;
    if (claim === hash) {
      selection.setState({ toast: 'Run again: it has the trace hash that the file names.' });
      return;
    }
    recording.setState({
      notice: {
        kind: 'differs',
        title: 'This is another run than the one that was recorded.',
        problems: [
          {
            path: 'trace.hash',
            code: 'PAGE005',
            message: `the file names the trace hash ${claim}, but its scenario gives ${hash}: the file was changed, or another version of Parley wrote it`,
          },
        ],
      },
    });
  });
}
