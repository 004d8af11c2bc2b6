import type { Body, ClientView, ProcessId, ProcessView } from '../model/index.ts';
import type { Wiring } from './wiring.ts';

export function viewOf(parts: Wiring, id: ProcessId): ProcessView {
  const { settings, host, timers, marks, adversaries } = parts;
  const { n, guest, protocol } = settings;
  if (id > guest) {
    return { id, timers: [], role: 'client', client: accompliceView(adversaries.acted.get(id)) };
  }
  const armed = timers.view(id);
  const state = host.stateOf(id);
  if (id >= n) return { id, timers: armed, role: 'client', client: protocol.inspectClient(state) };
  const replica = protocol.inspectReplica(state, id);
  return { id, timers: armed, role: 'replica', mark: marks.viewOf(id), replica };
}

/** Replicas and the workload's clients; the guest and accomplices once they acted. */
export function processesOf({ settings, progress, adversaries }: Wiring): readonly ProcessId[] {
  const { guest } = settings;
  const always = Array.from({ length: guest }, (_, id) => id);
  const accomplices = [...adversaries.acted.keys()].toSorted((a, b) => a - b);
  return [...always, ...(progress.hasGuest ? [guest] : []), ...accomplices];
}

/** An accomplice has no machine: all there is to show is what it sent last. */
function accompliceView(last: Body | undefined): ClientView {
  const operation = last?.['operation'];
  const timestamp = last?.['timestamp'];
  return {
    operation: typeof operation === 'string' ? operation : '',
    timestamp: typeof timestamp === 'number' ? timestamp : 0,
    attempt: 0,
    replies: [],
    needed: 0,
    completed: 0,
    left: 0,
    accepted: '',
  };
}
