/** What one run costs: messages, their bytes, signatures, and the times that clients wait. Counted, not estimated. */
import { canonical } from '../base/canonical.ts';
import type { Effort, Micros, Outcome, Scenario, Sink } from '../model/index.ts';
import { createKernel } from '../sim/kernel.ts';
import { buildReport, scoreOf } from './report.ts';
import { setupOf, type Parts } from './run.ts';
import type { ScoredRequest } from './score.ts';

export type Measured = {
  readonly outcome: Outcome;
  readonly issued: number;
  readonly completed: number;
  /** Between different processes. */
  readonly messages: number;
  /**
   * Of those messages: what each is as canonical CBOR, the very encoding that is signed and hashed here. Digests and signatures
   * are hex in it, so that a binary format would take a good half. Null where they were not weighed.
   */
  readonly bytes: number | null;
  readonly signs: number;
  readonly verifies: number;
  /** Of completed requests, or null. */
  readonly latency: { readonly p50: Micros | null; readonly p99: Micros | null };
  /** When the first request was sent, and the last answer accepted; null where none was. */
  readonly span: { readonly from: Micros; readonly until: Micros } | null;
  /** From the first crash to the first answer to a request that was sent after it; null where there is none. */
  readonly recovery: Micros | null;
  readonly views: { readonly entered: number; readonly changes: number };
  /** Simulated time reached. */
  readonly until: Micros;
};

/** Encoding every message to weigh it takes longer than all the rest: `isWeighed` says whether somebody wants to know. */
export type Measuring = { readonly isWeighed: boolean };

export function measure(scenario: Scenario, parts: Parts, { isWeighed }: Measuring): Measured {
  const scales = isWeighed ? createScales() : null;
  const kernel = createKernel({ ...setupOf(scenario, parts), sink: scales, evidence: false });
  while (kernel.step());
  const report = buildReport({ scenario, kernel, parts, hash: '' });
  const requests = Object.values(scoreOf(kernel).requests);
  const { signs, verifies }: Effort = kernel.effort;
  return {
    outcome: report.outcome,
    issued: report.requests.issued,
    completed: report.requests.completed,
    messages: report.messages.sent,
    bytes: scales?.bytes() ?? null,
    signs,
    verifies,
    latency: report.latency,
    span: spanOf(requests),
    recovery: recoveryOf(requests, firstCrash(scenario)),
    views: report.views,
    until: report.until,
  };
}

/** Weighs every message that is sent to somebody else. What is broadcast is one body, weighed once. */
function createScales(): Sink & { bytes(): number } {
  let bytes = 0;
  let last: { readonly body: unknown; readonly length: number } | null = null;
  return {
    record(_at, process, _cause, happening) {
      if (happening.kind !== 'send' || happening.to === process) return;
      if (last?.body !== happening.body)
        last = { body: happening.body, length: canonical(happening.body).length };
      bytes += last.length;
    },
    bytes: () => bytes,
  };
}

function spanOf(requests: readonly ScoredRequest[]): Measured['span'] {
  const ends = requests.map(({ acceptedAt }) => acceptedAt).filter((at) => at !== -1);
  if (ends.length === 0) return null;
  return {
    from: least(requests.map(({ sentAt }) => sentAt)),
    until: -least(ends.map((at) => -at)),
  };
}

const least = (times: readonly Micros[]): Micros =>
  times.reduce((least, time) => Math.min(least, time), Infinity);

function firstCrash({ faults }: Scenario): Micros | null {
  const crashes = faults.filter(({ kind }) => kind === 'crashed').map(({ at }) => at);
  return crashes.length === 0 ? null : least(crashes);
}

function recoveryOf(requests: readonly ScoredRequest[], crashedAt: Micros | null): Micros | null {
  if (crashedAt === null) return null;
  const served = requests.filter(
    ({ sentAt, acceptedAt }) => sentAt >= crashedAt && acceptedAt !== -1,
  );
  return served.length === 0 ? null : least(served.map(({ acceptedAt }) => acceptedAt)) - crashedAt;
}
