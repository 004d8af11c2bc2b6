/** A large council in a few words, for whoever cannot read a hundred dots: who leads, who is faulty, who has a quorum, what is missing. */
import type { Glyph, MarkKind, ProcessId, SlotPhase } from '../../core/model/index.ts';
import { isTraitor, markWord } from '../marks.ts';
import type { Namer } from '../names.ts';
import type { DrawingTerms } from '../terms.ts';
import { countOf } from './gauge.ts';
import { councilSeq, majorityView, replicasOf, wantedView } from './input.ts';
import type { ReplicaProcess, StageInput } from './input.ts';

/** Each with a sign of its own, so that nothing rests on its colour or place. */
export type SummaryItem = {
  readonly sign:
    | { readonly kind: 'crown' }
    | { readonly kind: 'mark'; readonly mark: MarkKind }
    | { readonly kind: 'glyph'; readonly glyph: Glyph };
  readonly text: string;
};

export type SummaryInput = Pick<StageInput, 'processes' | 'n' | 'q' | 'nameOf'> & {
  readonly terms: DrawingTerms;
};

/** Names told one by one; of more, how many. */
const NAMES_TOLD = 6;

export function councilSummary(input: SummaryInput): readonly SummaryItem[] {
  const { reword } = input.terms;
  return itemsOf(input).map(({ sign, text }) => ({ sign, text: reword(text) }));
}

function itemsOf(input: SummaryInput): readonly SummaryItem[] {
  const faults = faultItems(input);
  if (!input.terms.hasQuorums) return [...leadItems(input), ...faults];
  const progress = wantedView(input.processes) === null ? voteItems(input) : changeItems(input);
  return [...leadItems(input), ...faults, ...progress, ...fetchItems(input)];
}

/** "R3, R4 and 12 more". */
export function someNames(ids: readonly ProcessId[], nameOf: Namer, most = NAMES_TOLD): string {
  const told = ids.length > most ? ids.slice(0, most - 1) : ids;
  const names = told.map(nameOf);
  if (told.length < ids.length) return `${names.join(', ')} and ${ids.length - told.length} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function leadItems({ processes, nameOf, terms }: SummaryInput): readonly SummaryItem[] {
  const view = majorityView(processes);
  if (view === null) return [];
  return [{ sign: { kind: 'crown' }, text: `${nameOf(view.primary)} is the ${terms.leader}` }];
}

const FAULTS: readonly MarkKind[] = ['crashed', 'lying', 'colluding', 'prompt-injected'];

function faultItems({ processes, nameOf }: SummaryInput): readonly SummaryItem[] {
  const replicas = replicasOf(processes);
  const items = FAULTS.flatMap((kind): readonly SummaryItem[] => {
    const ids = replicas.filter(({ mark }) => mark.kind === kind).map(({ id }) => id);
    if (ids.length === 0) return [];
    const verb = ids.length === 1 ? 'is' : 'are';
    return [
      {
        sign: { kind: 'mark', mark: kind },
        text: `${someNames(ids, nameOf)} ${verb} ${markWord(kind).toLowerCase()}`,
      },
    ];
  });
  return items.length > 0
    ? items
    : [{ sign: { kind: 'mark', mark: 'loyal' }, text: 'nobody is faulty' }];
}

const RANKS: readonly SlotPhase[] = ['idle', 'pre-prepared', 'prepared', 'committed', 'executed'];

/** Those whose word counts: a traitor's own state promises nothing. */
function honest(processes: StageInput['processes']): readonly ReplicaProcess[] {
  return replicasOf(processes).filter(
    ({ mark }) => mark.kind !== 'crashed' && !isTraitor(mark.kind),
  );
}

function voteItems({ processes, n, q, nameOf }: SummaryInput): readonly SummaryItem[] {
  const seq = councilSeq(processes);
  if (seq === null) return [];
  const running = replicasOf(processes).filter(({ mark }) => mark.kind !== 'crashed');
  const reached = (phase: SlotPhase): number =>
    running.filter((each) => rankAt(each, seq) >= RANKS.indexOf(phase)).length;
  return [
    { sign: { kind: 'glyph', glyph: 'diamond' }, text: `prepared ${reached('prepared')} of ${n}` },
    { sign: { kind: 'glyph', glyph: 'square' }, text: `committed ${reached('committed')} of ${n}` },
    ...missingItems(processes, { seq, q, nameOf }),
  ];
}

function rankAt({ replica }: ReplicaProcess, seq: number): number {
  const slot = replica.slots.find((each) => each.seq === seq);
  // What it has executed and forgotten it has committed.
  if (slot === undefined) return replica.ledgerLength >= seq ? RANKS.length - 1 : 0;
  return RANKS.indexOf(slot.phase);
}

type Missing = { readonly seq: number; readonly q: number; readonly nameOf: Namer };

/** Who lacks most of the phase that it is in: the one that the council would wait for. */
function missingItems(
  processes: StageInput['processes'],
  { seq, q, nameOf }: Missing,
): readonly SummaryItem[] {
  const lacks = honest(processes).flatMap((process) => {
    const slot = process.replica.slots.find((each) => each.seq === seq);
    const rank = rankAt(process, seq);
    if (slot === undefined || rank >= RANKS.indexOf('committed')) return [];
    const isPreparing = rank < RANKS.indexOf('prepared');
    const held = countOf({
      digest: slot.digest,
      votes: isPreparing ? slot.prepares : slot.commits,
    });
    return [{ id: process.id, rank, isPreparing, lack: Math.max(0, q - held) }];
  });
  const last = lacks.sort((a, b) => a.rank - b.rank || b.lack - a.lack || a.id - b.id)[0];
  if (last === undefined || last.lack === 0) return [];
  const { id, isPreparing, lack } = last;
  const what = isPreparing ? 'prepares' : 'commits';
  return [
    { sign: { kind: 'glyph', glyph: 'ring' }, text: `${nameOf(id)} lacks ${lack} of ${q} ${what}` },
  ];
}

function changeItems({ processes, q, nameOf }: SummaryInput): readonly SummaryItem[] {
  const view = wantedView(processes);
  const wanting = honest(processes).filter(
    ({ replica }) => !replica.active && replica.view === view,
  );
  const primary = wanting[0]?.replica.primary;
  const heir = replicasOf(processes).find(({ id }) => id === primary);
  if (heir === undefined) return [];
  const held = heir.replica.view === view ? heir.replica.viewChanges.length : 0;
  return [
    { sign: { kind: 'glyph', glyph: 'hourglass' }, text: `${wanting.length} want view ${view}` },
    {
      sign: { kind: 'glyph', glyph: 'star' },
      text: `${nameOf(heir.id)} holds ${Math.min(held, q)} of ${q} to open it`,
    },
  ];
}

function fetchItems({ processes, nameOf }: SummaryInput): readonly SummaryItem[] {
  const behind = replicasOf(processes).filter(
    ({ mark, replica }) => mark.kind !== 'crashed' && replica.fetching !== null,
  );
  const [first] = behind;
  if (first?.replica.fetching == null) return [];
  const { held, all, seq } = first.replica.fetching;
  if (behind.length > 1) {
    return [
      {
        sign: { kind: 'glyph', glyph: 'bracket' },
        text: `${someNames(
          behind.map(({ id }) => id),
          nameOf,
        )} fetch the state`,
      },
    ];
  }
  const pages = all === 0 ? '' : `: ${held} of ${all} pages`;
  return [
    {
      sign: { kind: 'glyph', glyph: 'bracket' },
      text: `${nameOf(first.id)} fetches state ${seq}${pages}`,
    },
  ];
}
