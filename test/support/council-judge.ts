import type { Bench, Monitor, Observation } from '../../src/core/model/index.ts';
import { agreement } from '../../src/core/monitors/agreement.ts';
import { checkpoints } from '../../src/core/monitors/checkpoints.ts';
import { clientSafety } from '../../src/core/monitors/client-safety.ts';
import { integrity } from '../../src/core/monitors/integrity.ts';
import { order } from '../../src/core/monitors/order.ts';
import type { Council } from './council.ts';

/** The real monitors over what the processes of a council have stated, in the order in which they stated it. */

/** Ids of the safety monitors that broke, each once. Replicas and clients that the test speaks for are traitors. */
export function broken(council: Council): string[] {
  return [agreement, order, integrity, clientSafety, checkpoints].flatMap((monitor) =>
    isBroken(monitor, council) ? [monitor.id] : [],
  );
}

function isBroken(monitor: Monitor, council: Council): boolean {
  const writers = new Set(
    council.stated.flatMap(({ process, fact }) => (fact.fact === 'request-sent' ? [process] : [])),
  );
  const bench: Bench = {
    n: council.n,
    f: council.f,
    q: council.q,
    now: council.now,
    isCorrect: (replica) => council.runs(replica),
    isCorrectClient: (client) => writers.has(client),
    // These monitors are told what processes state, and no messages.
    timing: {
      viewChange: council.sizes.viewChange,
      delay: null,
      calmFrom: null,
      until: Infinity,
      checkpointInterval: council.sizes.checkpointInterval,
      window: council.sizes.window,
      batch: 1,
    },
    testimony: () => [],
    isGenuine: () => false,
    breachOf: () => null,
  };
  const state = monitor.start(bench);
  const violations = council.stated.flatMap((stated, event) => {
    const observation: Observation = { kind: 'fact', event, cause: null, ...stated };
    return monitor.observe(state, observation, bench);
  });
  return violations.length + monitor.finish(state, bench).length > 0;
}
