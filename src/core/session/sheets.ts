import {
  BALLOT_PHASES,
  MESSAGE_FATES,
  type CertificateList,
  type EventIndex,
  type LedgerPage,
  type LedgerPageEntry,
  type VoteSheet,
} from '../model/index.ts';
import type { Archive, Execution, SeqFile } from './indexes/archive.ts';
import type { Studio } from './studio.ts';

/** What panels lay out: taken from the archive, bounded, and each entry with the moment at which it came about. */

/** The largest council of the page, both phases, and every vote twice. */
const VOTES_MAX = 70_000;
const VIEWS_MAX = 64;
const CERTIFICATES_MAX = 2_048;
const LEDGER_SPAN_MAX = 256;
const FORKS_MAX = 8;

type Shelf = { readonly studio: Studio; readonly archive: Archive };

export function voteSheet(
  { studio, archive }: Shelf,
  { seq, view: asked }: { readonly seq: number; readonly view: number },
): VoteSheet {
  const file = archive.file(seq) ?? EMPTY_FILE;
  const views = viewsOf(file, studio);
  const view = views.findLast((each) => each.view <= asked)?.view ?? asked;
  const { milestones } = file;
  const leader = leaderOf(studio, view);
  return { seq, view, views, leader, milestones, ...packed(studio, file, { seq, view }) };
}

const EMPTY_FILE: SeqFile = {
  ballots: new Map(),
  milestones: [],
  executions: [],
  checkpoints: [],
};

type Slot = { readonly seq: number; readonly view: number };

function packed(
  studio: Studio,
  { ballots }: SeqFile,
  slot: Slot,
): Pick<VoteSheet, 'votes' | 'digests' | 'omitted'> {
  const column = ballots.get(slot.view);
  if (column === undefined) return { votes: new Int32Array(), digests: [], omitted: 0 };
  const kept = Math.min(column.length, VOTES_MAX);
  const digests = createDigests();
  const votes: number[] = [];
  for (let index = 0; index < kept; index += 1) {
    packVotes(studio, column.at(index), { ...slot, digests, into: votes });
  }
  return { votes: Int32Array.from(votes), digests: digests.list, omitted: column.length - kept };
}

function leaderOf({ scenario, parts }: Studio, view: number): number {
  return parts.protocol.terms.hasViews ? view % scenario.replicas : 0;
}

function viewsOf({ ballots }: SeqFile, { recording }: Studio): VoteSheet['views'] {
  return [...ballots]
    .map(([view, column]) => ({
      view,
      event: column.at(0),
      at: recording.trace.timeAt(column.at(0)),
    }))
    .sort((a, b) => a.view - b.view)
    .slice(0, VIEWS_MAX);
}

/** Digests are long, and the same few come again and again. */
function createDigests() {
  const list: string[] = [];
  const indices = new Map<string, number>();
  return {
    list,
    indexOf(digest: string): number {
      const known = indices.get(digest);
      if (known !== undefined) return known;
      indices.set(digest, list.length);
      list.push(digest);
      return list.length - 1;
    },
  };
}

type Digests = ReturnType<typeof createDigests>;
type Wanted = Slot & { readonly digests: Digests; readonly into: number[] };

/** The votes of one message that are for the slot, in the order of VOTE_FIELDS; a NEW-VIEW may hold two. */
function packVotes({ recording, parts }: Studio, send: EventIndex, wanted: Wanted): void {
  const event = recording.trace.at(send);
  if (event.kind !== 'send') throw new Error(`event ${send} must be a send`);
  const flight = recording.flights.at(recording.flights.ofSend(send));
  for (const ballot of parts.protocol.ballots?.(event.body) ?? []) {
    if (ballot.seq !== wanted.seq || ballot.view !== wanted.view) continue;
    wanted.into.push(
      send,
      flight.sentAt,
      flight.endsAt,
      flight.endEvent,
      event.process,
      ballot.voter,
      event.to,
      BALLOT_PHASES.indexOf(ballot.phase),
      wanted.digests.indexOf(ballot.digest),
      MESSAGE_FATES.indexOf(flight.fate),
      flight.forged ? 1 : 0,
    );
  }
}

export function certificateList({ archive }: Shelf, seqs: readonly number[]): CertificateList {
  const all = [...new Set(seqs)].flatMap((seq) =>
    (archive.file(seq)?.milestones ?? [])
      .filter(({ phase }) => phase === 'prepared' || phase === 'committed')
      .map((milestone) => ({ ...milestone, seq })),
  );
  const certificates = all.slice(0, CERTIFICATES_MAX);
  return { certificates, omitted: all.length - certificates.length };
}

export function ledgerPage(
  { archive }: Shelf,
  range: { readonly from: number; readonly to: number },
): LedgerPage {
  const from = Math.max(1, range.from);
  const to = Math.min(range.to, from + LEDGER_SPAN_MAX - 1);
  const digests = createDigests();
  const entries: LedgerPageEntry[] = [];
  const checkpoints: LedgerPage['checkpoints'][number][] = [...archive.installed()];
  for (let seq = from; seq <= to; seq += 1) {
    const file = archive.file(seq);
    if (file === null) continue;
    entries.push(...file.executions.map((execution) => entryOf(execution, seq, digests)));
    checkpoints.push(...file.checkpoints);
  }
  const byEvent = (a: { event: number }, b: { event: number }): number => a.event - b.event;
  return {
    from,
    to,
    digests: digests.list,
    entries: entries.sort(byEvent),
    checkpoints: checkpoints.sort(byEvent),
    forks: archive
      .contested()
      .toSorted((a, b) => a - b)
      .slice(0, FORKS_MAX)
      .map((seq) => ({ seq, sides: sidesOf(archive.file(seq)?.executions ?? []) })),
  };
}

function entryOf(execution: Execution, seq: number, digests: Digests): LedgerPageEntry {
  const { replica, event, at, kind, digest } = execution;
  return { replica, seq, digest: digests.indexOf(digest), event, at, kind };
}

/** Of each replica what it executed first: a sabotaged one may execute a sequence number twice. */
function sidesOf(executions: readonly Execution[]): LedgerPage['forks'][number]['sides'] {
  const sides = new Map<
    string,
    LedgerPage['forks'][number]['sides'][number]['members'][number][]
  >();
  const seen = new Set<number>();
  for (const { replica, event, at, digest, kind, isCorrect } of executions) {
    if (kind !== 'executed' || !isCorrect || seen.has(replica)) continue;
    seen.add(replica);
    const members = sides.get(digest) ?? [];
    members.push({ replica, event, at });
    sides.set(digest, members);
  }
  return [...sides].map(([digest, members]) => ({ digest, members }));
}
