/** Records the version that the open one is compared with, beside it. */
import type { Scenario } from '../../core/model/index.ts';
import type { Engine } from '../../worker/messages.ts';
import { showFailure } from '../notices.ts';
import type { Comparing, Stores } from '../state.ts';

export const NO_COMPARISON: Comparing = { version: null, run: 0, timeline: null, report: null };

export function watchComparison(engine: Engine, stores: Stores): void {
  const { selection, history, recording, comparison } = stores;
  const look = (): void => {
    const { compared } = selection.getState();
    const { versions, present } = history.getState();
    if (recording.getState().status !== 'open') return;
    const other = compared === present?.id ? undefined : versions.find(({ id }) => id === compared);
    if ((other?.id ?? null) === comparison.getState().version) return;
    comparison.setState({ ...NO_COMPARISON, version: other?.id ?? null });
    if (other)
      void open(engine, stores, other).catch((error: unknown) => showFailure(stores, error));
  };
  selection.subscribe(look);
  history.subscribe(look);
  recording.subscribe(({ status }) => {
    // A fresh worker knows nothing of what the one before it had recorded.
    if (status === 'crashed') comparison.setState(NO_COMPARISON);
    look();
  });
  engine.onProgress((run, timeline) => {
    if (comparison.getState().run !== run) return;
    comparison.setState({ timeline });
    if (timeline.done) void askReport(engine, stores, run);
  });
}

async function open(
  engine: Engine,
  stores: Stores,
  { id, scenario }: { readonly id: number; readonly scenario: Scenario },
): Promise<void> {
  const opened = await ask(engine, scenario);
  if (opened === null || stores.comparison.getState().version !== id) return;
  const { run, timeline } = opened;
  stores.comparison.setState({ run, timeline });
  if (timeline.done) await askReport(engine, stores, run);
}

async function ask(engine: Engine, scenario: Scenario) {
  const outcome = await engine.ask('beside', { scenario });
  return outcome.status === 'done' && outcome.value.ok ? outcome.value : null;
}

async function askReport(engine: Engine, stores: Stores, run: number): Promise<void> {
  try {
    const outcome = await engine.ask('report', { run });
    const { version, run: held } = stores.comparison.getState();
    if (outcome.status !== 'done' || held !== run || version === null) return;
    const { outcome: word, violations } = outcome.value;
    stores.comparison.setState({ report: outcome.value });
    stores.outcomes.setState({ [version]: { outcome: word, violations: violations.length } });
  } catch (error) {
    showFailure(stores, error);
  }
}
