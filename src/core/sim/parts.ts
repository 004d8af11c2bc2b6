import type { Adversaries } from './adversaries.ts';
import type { ProcessContext } from './context.ts';
import type { Queue } from './entry.ts';
import type { Host } from './host.ts';
import type { Journal } from './journal.ts';
import type { Network } from './network.ts';
import type { Outbox } from './outbox.ts';
import type { Progress } from './progress.ts';
import type { Roster } from './roster.ts';
import type { Settings } from './settings.ts';
import type { Timers } from './timers.ts';
import type { Watch } from './watch.ts';

/** The parts of a kernel, wired together in kernel.ts. Each takes of them what it needs. */
export type Parts = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly outbox: Outbox;
  readonly progress: Progress;
  readonly timers: Timers;
  readonly network: Network;
  readonly roster: Roster;
  readonly context: ProcessContext;
  readonly host: Host;
  readonly adversaries: Adversaries;
  readonly watch: Watch;
};
