import { requestKey } from '../../base/pair-key.ts';
import type { LogRow, LogSection, LogView, LogWord, ProcessId } from '../../model/index.ts';
import { votes } from '../../quorum/vote-box.ts';
import type { Checkpoint, Request } from './messages.ts';
import { highMark, primaryOf, slotsOf, type ReplicaState, type Slot } from './state.ts';

/** What a replica has written down, in the paper's words. Nothing here is decided by: it only tells what the state holds. */

/** Rows of a section; the window of a large configuration has thousands. */
const ROWS_MAX = 24;
const QUOTE_MAX = 80;

/** The whole log of a replica as sections of rows, each section cut at ROWS_MAX. */
export function inspectLog(state: ReplicaState): LogView {
  return {
    sections: [
      place(state),
      prepared(state),
      committed(state),
      openSlots(state),
      checkpoints(state),
      waiting(state),
      viewChanges(state),
    ],
  };
}

type Content = Omit<LogSection, 'rows' | 'omitted'> & { readonly all: readonly LogRow[] };

/** The latest rows are kept. */
function section({ all, ...head }: Content): LogSection {
  const rows = all.slice(-ROWS_MAX);
  return { ...head, rows, omitted: all.length - rows.length };
}

function row(key: string | number, ...cells: readonly (readonly LogWord[])[]): LogRow {
  return { key: String(key), cells };
}

function place(state: ReplicaState): LogSection {
  const { view, active, executed, low, transfer } = state;
  const fact = (key: string, ...words: readonly LogWord[]): LogRow => row(key, [key], words);
  return section({
    id: 'place',
    title: 'Where it stands',
    columns: ['what', 'value'],
    empty: '',
    all: [
      fact('view', active ? `${view}, led by ` : `asks for ${view}, to be led by `, {
        process: primaryOf(view, state.n),
      }),
      fact('executed up to', String(executed)),
      fact('low water mark h', `${low}, the last stable checkpoint`),
      fact('high water mark H', `${highMark(state)}, the last sequence number in use`),
      ...(transfer === null ? [] : [fact('fetches the state after', String(transfer.seq))]),
    ],
  });
}

function people(ids: readonly ProcessId[]): readonly LogWord[] {
  return ids.flatMap((process, index) => (index === 0 ? [{ process }] : [', ', { process }]));
}

/** The certificates that it would show in a view change: of each sequence number that of the highest view. */
function prepared({ certificates }: ReplicaState): LogSection {
  const all = Object.values(certificates).map(({ proposal, prepares }) => {
    const { view, seq, digest, replica } = proposal;
    const voters = [...new Set([replica, ...prepares.map((one) => one.replica)])];
    return row(
      seq,
      [String(seq)],
      [String(view)],
      [{ digest }],
      people(voters.sort((a, b) => a - b)),
    );
  });
  return section({
    id: 'prepared',
    title: 'Prepared certificates',
    columns: ['sequence number', 'view', 'value', 'the proposal and the prepares of'],
    empty:
      'A prepared certificate is kept here once a quorum, the primary among it, has sent the same proposal on; a stable checkpoint discards it.',
    all,
  });
}

function committed(state: ReplicaState): LogSection {
  const all = slotsOf(state)
    .filter((slot) => slot.isCommitted)
    .map((slot) => {
      const digest = slot.proposal?.digest ?? '';
      return row(
        slot.seq,
        [String(slot.seq)],
        [{ digest }],
        [slot.seq <= state.executed ? 'executed' : 'waits for the one before it'],
        people(supporters(slot.commits, digest)),
      );
    });
  return section({
    id: 'committed',
    title: 'Committed-local',
    columns: ['sequence number', 'value', 'then', 'commits of'],
    empty:
      'A sequence number stands here once it is prepared and a quorum has sent the same commit.',
    all,
  });
}

function supporters(box: Slot['commits'] | Slot['prepares'], digest: string): ProcessId[] {
  return votes<{ readonly digest: string }>(box)
    .filter((vote) => vote.digest === digest)
    .map(({ replica }) => replica);
}

function openSlots(state: ReplicaState): LogSection {
  const all = slotsOf(state)
    .filter((slot) => !slot.isCommitted)
    .map((slot) => row(slot.seq, [String(slot.seq)], ...openCells(slot)));
  return section({
    id: 'open',
    title: 'Under way',
    columns: ['sequence number', 'proposal', 'phase', 'prepares of', 'commits of'],
    empty: 'A sequence number stands here from its first message until it is committed.',
    all,
  });
}

function openCells({ proposal, prepares, commits, isPrepared }: Slot): LogRow['cells'] {
  const cast = (box: Slot['commits'] | Slot['prepares']): readonly LogWord[] => {
    const all = votes<{ readonly digest: string }>(box);
    const strays = all.filter((vote) => proposal !== null && vote.digest !== proposal.digest);
    const told: readonly LogWord[] =
      strays.length === 0
        ? []
        : ['; for another value: ', ...people(strays.map((vote) => vote.replica))];
    const fitting = all.filter((vote) => !strays.includes(vote)).map(({ replica }) => replica);
    return [...people(fitting), ...told];
  };
  return [
    proposal === null ? ['none yet'] : [{ digest: proposal.digest }],
    [isPrepared ? 'prepared' : proposal === null ? 'no proposal' : 'pre-prepared'],
    cast(prepares),
    cast(commits),
  ];
}

function checkpoints(state: ReplicaState): LogSection {
  const { low, proof, images, reports } = state;
  const numbers = new Set([
    low,
    ...Object.keys(images).map(Number),
    ...Object.keys(reports).map(Number),
  ]);
  const all = [...numbers]
    .filter((seq) => seq > 0)
    .sort((a, b) => a - b)
    .map((seq) => {
      const box = reports[seq];
      const vouching = seq === low ? proof : Object.values<Checkpoint>(box?.votes ?? {});
      return row(
        seq,
        [String(seq)],
        [
          images[seq] === undefined
            ? 'not taken'
            : `taken, state ${images[seq].digest.slice(0, 8)}`,
        ],
        [seq === low ? 'stable' : 'not stable yet'],
        people(vouching.map(({ replica }) => replica)),
      );
    });
  return section({
    id: 'checkpoints',
    title: 'Checkpoints',
    columns: ['after sequence number', 'its own', 'state', 'checkpoint messages of'],
    empty: `The first checkpoint is taken after sequence number ${state.config.checkpointInterval}; it is stable once a quorum vouches for it.`,
    all,
  });
}

function waiting(state: ReplicaState): LogSection {
  const all = state.waiting.map((request) => requestRow(state, request));
  return section({
    id: 'requests',
    title: 'Requests waiting',
    columns: ['from', 'number', 'asks for', 'proposed as'],
    empty:
      'A request stands here from when the replica holds it until it is executed; while one does, the view timer runs.',
    all,
  });
}

function requestRow({ ordered }: ReplicaState, request: Request): LogRow {
  const key = requestKey(request);
  const seq = ordered[key];
  const { client, timestamp, operation } = request;
  return row(
    key,
    [{ process: client }],
    [String(timestamp)],
    [{ quoted: operation.slice(0, QUOTE_MAX) }],
    [seq === undefined ? 'not proposed yet' : `sequence number ${seq}`],
  );
}

function viewChanges({ viewChanges: held }: ReplicaState): LogSection {
  const all = Object.values(held).map(({ replica, view, stable, prepared: shown }) =>
    row(
      replica,
      [{ process: replica }],
      [String(view)],
      [String(stable)],
      [
        shown.length === 0
          ? 'none'
          : shown
              .map(({ proposal }) => proposal.seq)
              .slice(0, ROWS_MAX)
              .join(', '),
      ],
    ),
  );
  return section({
    id: 'view-changes',
    title: 'VIEW-CHANGE messages held',
    columns: ['of', 'for view', 'stable checkpoint', 'certificates for'],
    empty: 'They stand here from when a timer has run out and replicas ask for the next view.',
    all,
  });
}
