/** Keeps what each version came to, once it has been computed: the list of branches shows it. */
import type { Stores } from '../state.ts';

export function watchOutcomes({ recording, history, outcomes }: Stores): void {
  recording.subscribe(({ report, run }, before) => {
    const { present } = history.getState();
    if (!report || !present || (report === before.report && run === before.run)) return;
    const { outcome, violations } = report;
    outcomes.setState({ [present.id]: { outcome, violations: violations.length } });
  });
}
