import { TimeHeap } from '../base/heap.ts';
import type { Bench, KernelSetup, ProcessId } from '../model/index.ts';
import { Adversaries } from './adversaries.ts';
import { Attachments } from './attachments.ts';
import { ProcessContext } from './context.ts';
import { Effector } from './effector.ts';
import type { Entry, Queue } from './entry.ts';
import { Hands } from './hands.ts';
import { Host } from './host.ts';
import { Inboxes } from './inboxes.ts';
import { Journal } from './journal.ts';
import { Locker } from './locker.ts';
import { Marks } from './marks.ts';
import { Network } from './network.ts';
import { Outbox } from './outbox.ts';
import { Progress } from './progress.ts';
import { Readers } from './readers.ts';
import { Roster } from './roster.ts';
import { settingsOf, type Settings } from './settings.ts';
import { Testimonies } from './testimonies.ts';
import { Timers } from './timers.ts';
import { timingOf } from './timing.ts';
import { Watch } from './watch.ts';

/** Everything a kernel is made of. */
export type Wiring = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly outbox: Outbox;
  readonly progress: Progress;
  readonly timers: Timers;
  readonly network: Network;
  readonly roster: Roster;
  readonly attachments: Attachments;
  readonly context: ProcessContext;
  readonly host: Host;
  readonly adversaries: Adversaries;
  readonly watch: Watch;
  readonly testimonies: Testimonies;
  /** Null where nobody asks for proofs. */
  readonly locker: Locker | null;
  readonly readers: Readers;
  readonly inboxes: Inboxes;
  readonly effector: Effector;
  readonly marks: Marks;
  readonly hands: Hands;
  readonly bench: Bench;
};

/** Makes the parts of a kernel and ties them together; nothing runs yet. */
export function wire(setup: KernelSetup): Wiring {
  const settings = settingsOf(setup);
  const { n, guest, scenario } = settings;
  const journal = new Journal(setup.sink);
  const queue = new TimeHeap<Entry>();
  const outbox = new Outbox();
  const roster = new Roster(n);
  const progress = new Progress(scenario.workload.clients * scenario.workload.requests);
  const attachments = new Attachments(scenario.injections);
  const context = new ProcessContext(settings, outbox, attachments);
  const basics = { settings, journal, queue, outbox, roster, progress, attachments, context };

  const host = new Host(basics);
  const inboxes = new Inboxes(n, queue);
  const timers = new Timers(guest + 1, journal, queue);
  const network = new Network(settings, basics);
  const adversaries = new Adversaries({ ...basics, host }, (replica) => marks.announce(replica));
  const testimonies = new Testimonies(setup.protocol, settings.court);
  const bench = benchOf(settings, { roster, adversaries, journal, testimonies });
  const watch = new Watch(setup.monitors, bench, journal);
  const locker =
    setup.evidence === false ? null : new Locker({ settings, journal, watch, testimonies });
  const isCorrect = (process: ProcessId): boolean => bench.isCorrect(process);
  const readers: Readers = new Readers(settings, {
    isCorrect,
    note: (replica, fact) => effector.note(replica, fact),
    turn: (replica, text) => marks.turn(replica, text),
  });
  const parts = {
    ...basics,
    host,
    timers,
    network,
    adversaries,
    watch,
    testimonies,
    locker,
    readers,
  };

  const effector: Effector = new Effector({ ...parts, isCorrect });
  const marks: Marks = new Marks({ ...parts, effector, inboxes });
  const hands = new Hands(parts);
  return { ...parts, inboxes, effector, marks, hands, bench };
}

/** The marks of the moment, as monitors see them. */
function benchOf(
  settings: Settings,
  parts: Pick<Wiring, 'roster' | 'adversaries' | 'journal' | 'testimonies'>,
): Bench {
  const { n, f, q, guest } = settings;
  const { roster, adversaries, journal, testimonies } = parts;
  return {
    n,
    f,
    q,
    get now() {
      return journal.now;
    },
    isCorrect(replica: ProcessId): boolean {
      const { kind, adversary } = roster.claimOf(replica);
      if (kind === 'prompt-injected') return !adversaries.isTurned(adversary);
      return kind === 'loyal' || kind === 'crashed';
    },
    isCorrectClient: (client) => client >= n && client <= guest,
    timing: timingOf(settings.scenario),
    testimony: (body) => testimonies.of(body),
    isGenuine: (claim) => testimonies.isGenuine(claim),
    breachOf: (claim) => testimonies.breachOf(claim),
  };
}
