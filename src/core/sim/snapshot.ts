import { assert } from '../base/assert.ts';
import type { TimeHeap } from '../base/heap.ts';
import type { Data, Snapshot } from '../model/index.ts';
import type { SavedAdversaries } from './adversaries.ts';
import type { Entry, Timer } from './entry.ts';
import type { SavedHands } from './hands.ts';
import type { SavedInboxes } from './inboxes.ts';
import type { SavedJournal } from './journal.ts';
import type { SavedLocker } from './locker.ts';
import type { SavedNetwork } from './network.ts';
import type { SavedProgress } from './progress.ts';
import type { SavedReaders } from './readers.ts';
import type { SavedRoster } from './roster.ts';
import type { SavedWatch } from './watch.ts';
import type { Wiring } from './wiring.ts';

/** Where the kernel itself stands. */
type Standing = { readonly position: number; readonly isOver: boolean };

type Saved = Standing & {
  readonly journal: SavedJournal;
  readonly queue: TimeHeap<Entry>;
  readonly states: readonly Data[];
  readonly timers: readonly ReadonlyMap<string, Timer>[];
  readonly inboxes: SavedInboxes;
  readonly network: SavedNetwork;
  readonly hands: SavedHands;
  readonly progress: SavedProgress;
  readonly roster: SavedRoster;
  readonly adversaries: SavedAdversaries;
  readonly readers: SavedReaders;
  /** Requests numbered so far. */
  readonly attachments: number;
  readonly watch: SavedWatch;
  readonly locker: SavedLocker | null;
  readonly rejected: number;
};

// Nobody but a kernel sees what is in a snapshot; it may be another kernel of the same scenario, on another branch.
const contents = new WeakMap<Snapshot, Saved>();

/** Everything that a run goes on from, as copies; frozen message bodies are shared. */
export function saveOf(parts: Wiring, standing: Standing): Snapshot {
  const { journal } = parts;
  const snapshot = Object.freeze({ events: journal.events, at: journal.now });
  contents.set(snapshot, {
    ...standing,
    journal: journal.save(),
    queue: parts.queue.copy(),
    states: parts.host.save(),
    timers: parts.timers.save(),
    inboxes: parts.inboxes.save(),
    network: parts.network.save(),
    hands: parts.hands.save(),
    progress: parts.progress.save(),
    roster: parts.roster.save(),
    adversaries: parts.adversaries.save(),
    readers: parts.readers.save(),
    attachments: parts.attachments.save(),
    watch: parts.watch.save(),
    locker: parts.locker?.save() ?? null,
    rejected: parts.effector.rejected,
  });
  return snapshot;
}

/** Puts it all back, also into another kernel of the same scenario; what the kernel keeps itself is returned. */
export function restoreInto(parts: Wiring, snapshot: Snapshot): Standing {
  const saved = contents.get(snapshot);
  assert(saved !== undefined, 'only what a kernel saved is restored');
  parts.journal.load(saved.journal);
  parts.queue.become(saved.queue);
  parts.host.load(saved.states);
  parts.timers.load(saved.timers);
  parts.inboxes.load(saved.inboxes);
  parts.network.load(saved.network);
  parts.hands.load(saved.hands);
  parts.progress.load(saved.progress);
  parts.roster.load(saved.roster);
  parts.adversaries.load(saved.adversaries);
  parts.readers.load(saved.readers);
  parts.attachments.load(saved.attachments);
  parts.watch.load(saved.watch);
  if (saved.locker !== null) parts.locker?.load(saved.locker);
  parts.effector.rejected = saved.rejected;
  return { position: saved.position, isOver: saved.isOver };
}
