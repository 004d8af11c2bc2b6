/** What became of a run, in words for people who have never heard of any of this. Told from its report and its last state. */
import { enumerated } from '../../core/base/english.ts';
import type {
  Ending,
  ProcessId,
  ProcessView,
  ReplicaProcess,
  Report,
  Scenario,
  Timeline,
  ValueInfo,
} from '../../core/model/index.ts';

export type Told = {
  readonly verdict: Ending;
  readonly headline: string;
  /** Who did what. */
  readonly facts: readonly string[];
};

/** A run that is over: all of it is in the report, and the processes stand where the playhead does. */
export type Seen = {
  readonly scenario: Scenario;
  readonly report: Report;
  readonly values: Timeline['values'];
  readonly processes: readonly ProcessView[];
};

const HEADLINES: Readonly<Record<Ending, string>> = {
  agreed: 'They held together.',
  forked: 'They acted differently.',
  deceived: 'The answer was a lie, and it was believed.',
  stalled: 'They came to a standstill.',
  unsafe: 'A promise was broken.',
};

/** Honest agents that differ weigh more than a client that was told something false. */
function verdictOf({ outcome, violations }: Pick<Report, 'outcome' | 'violations'>): Ending {
  if (outcome !== 'unsafe') return outcome;
  const broken = new Set(violations.map(({ monitor }) => monitor));
  if (broken.has('agreement') || broken.has('order')) return 'forked';
  return broken.has('client-safety') ? 'deceived' : 'unsafe';
}

export function tell(seen: Seen): Told {
  const verdict = verdictOf(seen.report);
  const facts = [...faultyOnes(seen), ...deedsOf(seen, verdict), ...answersTo(seen)];
  return { verdict, headline: HEADLINES[verdict], facts };
}

const replicasIn = ({ processes }: Seen): readonly ReplicaProcess[] =>
  processes.filter((process) => process.role === 'replica');

const isHonest = ({ mark }: ReplicaProcess): boolean =>
  mark.kind === 'loyal' || (mark.kind === 'prompt-injected' && !mark.turned);

/** Who did not do as it should, and in which way. */
function faultyOnes(seen: Seen): readonly string[] {
  const replicas = replicasIn(seen);
  const turned = replicas.filter(({ mark }) => mark.kind === 'prompt-injected' && mark.turned);
  const liars = replicas.filter(({ mark }) => mark.kind === 'lying' || mark.kind === 'colluding');
  return [
    ...(liars.length === 0 ? [] : [`${enumerated(liars.map(nameOf))} lied.`]),
    ...(turned.length === 0 ? [] : [turnedText(turned, replicas.length)]),
  ];
}

function turnedText(turned: readonly ReplicaProcess[], count: number): string {
  const names = enumerated(turned.map(nameOf));
  if (count === 1) return `${names} read the text and obeyed it.`;
  const many = turned.length === count ? `All ${count}` : `${turned.length} of ${count}`;
  return `${many} read the text and obeyed it: ${names}.`;
}

/** What honest agents carried out. */
function deedsOf(seen: Seen, verdict: Ending): readonly string[] {
  const honest = replicasIn(seen).filter(isHonest);
  if (honest.length < 2) return [];
  const ledgers = honest.map(({ id }) => ({ id, ledger: seen.report.ledgers[id] ?? [] }));
  if (verdict === 'forked') return partingOf(ledgers, seen.values);
  const names = enumerated(honest.map(nameOf));
  const longest = Math.max(...ledgers.map(({ ledger }) => ledger.length));
  const isSame = ledgers.every(({ ledger }) => isPartOf(ledger, ledgers[0]?.ledger ?? []));
  return isSame && longest > 0
    ? [`${names} carried out the same orders in the same sequence.`]
    : [];
}

type Ledger = { readonly id: ProcessId; readonly ledger: readonly (string | null)[] };

/** What one of them lacks because it is behind, or took over unread, is no difference. */
function isPartOf(one: Ledger['ledger'], other: Ledger['ledger']): boolean {
  return one.every((digest, index) => {
    const rival = other[index] ?? null;
    return digest === null || rival === null || digest === rival;
  });
}

/** The first order in which they differ, and what each made of it. */
function partingOf(ledgers: readonly Ledger[], values: readonly ValueInfo[]): readonly string[] {
  const longest = Math.max(0, ...ledgers.map(({ ledger }) => ledger.length));
  for (let index = 0; index < longest; index += 1) {
    const here = ledgers.flatMap(({ id, ledger }) => {
      const digest = ledger[index] ?? null;
      return digest === null ? [] : [{ id, digest }];
    });
    if (new Set(here.map(({ digest }) => digest)).size < 2) continue;
    const deeds = here.map(({ id, digest }) => `R${id} carried out ${orderOf(digest, values)}`);
    const place = index === 0 ? 'As their first order' : `As order number ${index + 1}`;
    return [`${place}, ${enumerated(deeds)}. Both are honest.`];
  }
  return [];
}

function orderOf(digest: string, values: readonly ValueInfo[]): string {
  return plainOrder(values.find((value) => value.digest === digest)?.label ?? 'something else');
}

/** What clients were told in the end, each once. */
function answersTo({ scenario, processes }: Seen): readonly string[] {
  const { payload, clients } = scenario.workload;
  const orders = typeof payload === 'string' ? [payload] : payload;
  return processes.flatMap((process) => {
    if (process.role !== 'client' || process.client.accepted === '') return [];
    const number = process.id - scenario.replicas;
    if (number >= clients) return [];
    const asked = plainOrder(orders[number % orders.length] ?? '');
    return [`C${number + 1} asked for ${asked} and was told ${process.client.accepted}.`];
  });
}

/** `order ATTACK` is the service's way of saying ATTACK. */
const plainOrder = (operation: string): string => operation.replace(/^order /, '');

const nameOf = ({ id }: ReplicaProcess): string => `R${id}`;
