import type { Report, Scenario } from '../core/model/index.ts';
import { milliseconds, sumUp, visible } from '../core/index.ts';
import type { Summary } from '../core/index.ts';

/** What `run` prints for people: the outcome first, then the figures of the report. */
export function summarise(report: Report, scenario: Scenario): string {
  const summary = sumUp(scenario, report);
  const { request, work, figures } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['outcome', outcome(report, request)],
    ...report.assumptions.map((broken): [string, string] => ['assumption', `broken: ${broken}`]),
    ...report.void.map((act): [string, string] => [
      'void',
      `${act.do} at ${milliseconds(act.at)} did nothing: ${act.reason}`,
    ]),
    ...report.violations.map((broken): [string, string] => [
      broken.monitor,
      `${milliseconds(broken.at)}: ${broken.detail}`,
    ]),
    [`${request}s`, work],
    ...ledgers(report),
    ...figures,
    ['messages', messages(report)],
    ['by kind', kinds(report)],
    ['latency', latency(report, request)],
    ...evidence(report),
    ['ended at', `${milliseconds(report.until)}, after ${report.trace.events} events`],
    ['trace hash', report.trace.hash],
  ];
  return `${head(report, scenario, summary)}\n\n${rows.map(([name, text]) => `${name.padEnd(13)} ${text}`).join('\n')}`;
}

function head(report: Report, { title }: Scenario, { council }: Summary): string {
  const rules =
    report.ablate.length === 0 ? '' : `, BROKEN on purpose: ${report.ablate.join(', ')}`;
  const setup = `${report.protocol}, ${council}, seed ${report.seed}, ${report.signatures} signatures${rules}`;
  return title === '' ? setup : `${visible(title)}\n${setup}`;
}

function outcome({ outcome: word, violations }: Report, request: string): string {
  const broken = [...new Set(violations.map(({ monitor }) => monitor))].join(', ');
  switch (word) {
    case 'agreed':
      return broken === ''
        ? `agreed: nothing went wrong, and every ${request} completed`
        : `agreed: every ${request} completed, but not as smoothly as promised: broken: ${broken}`;
    case 'stalled':
      return 'stalled: nothing wrong was decided, but not everything completed';
    case 'unsafe':
      return `unsafe: broken: ${broken}`;
  }
}

/** Replicas with the same ledger share a line, so that a fork is two lines. */
function ledgers({ ledgers: all }: Report): readonly (readonly [string, string])[] {
  const groups = new Map<
    string,
    { readonly replicas: number[]; readonly ledger: readonly (string | null)[] }
  >();
  for (const [replica, ledger] of Object.entries(all)) {
    const key = ledger.join();
    const group = groups.get(key) ?? { replicas: [], ledger };
    group.replicas.push(Number(replica));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ replicas, ledger }) => [
    'ledger',
    `${ranges(replicas)}: ${entries(ledger)}`,
  ]);
}

/** Ascending ids with neighbours drawn together: "R0, R2 to R9". */
function ranges(replicas: readonly number[]): string {
  const runs: { readonly first: number; last: number }[] = [];
  for (const replica of replicas) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === replica - 1) run.last = replica;
    else runs.push({ first: replica, last: replica });
  }
  return runs.map(({ first, last }) => runText(first, last)).join(', ');
}

function runText(first: number, last: number): string {
  if (first === last) return `R${first}`;
  return last === first + 1 ? `R${first}, R${last}` : `R${first} to R${last}`;
}

const SHOWN = 6;

function entries(ledger: readonly (string | null)[]): string {
  if (ledger.length === 0) return 'empty';
  const first = ledger.slice(0, SHOWN).map((digest) => digest?.slice(0, 8) ?? 'installed');
  const more = ledger.length > SHOWN ? `, ... (${ledger.length} entries)` : '';
  return first.join(', ') + more;
}

function messages({ messages: { sent, delivered, dropped, rejected } }: Report): string {
  return `${sent} sent, ${delivered} delivered, ${dropped} dropped, ${rejected} rejected`;
}

function kinds({ messages: { byKind } }: Report): string {
  return (
    Object.entries(byKind)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ') || 'none'
  );
}

function latency({ latency: { p50, p99 } }: Report, request: string): string {
  if (p50 === null || p99 === null) return `no ${request} completed`;
  return `median ${milliseconds(p50)}, 99th percentile ${milliseconds(p99)}`;
}

function evidence({ evidence: proofs }: Report): readonly (readonly [string, string])[] {
  return proofs.map((proof) => [
    'evidence',
    `R${proof.replica}: ${proof.kind} at ${milliseconds(proof.at)}`,
  ]);
}
