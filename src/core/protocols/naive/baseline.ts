import { greatestDelay } from '../../base/greatest-delay.ts';
import type { Micros, Protocol, Scenario } from '../../model/index.ts';
import { agent } from './agent.ts';
import { client, inspectClient, type ClientState } from './client.ts';
import { COMPOSE } from './compose.ts';
import type { Custom } from './custom.ts';
import { inspectReplica } from './inspect.ts';
import { about, MESSAGES, proposal } from './messages.ts';
import { narratorOf } from './narrator.ts';
import { plainWords } from './plain.ts';
import type { AgentState, NaiveConfig } from './state.ts';
import { sumsOf } from './sums.ts';

type Names = { readonly id: string; readonly title: string; readonly custom: Custom };

/** One protocol for each custom: they differ in who is asked, what is exchanged, and what a client believes. */
export function baseline({
  id,
  title,
  custom,
}: Names): Protocol<AgentState, ClientState, NaiveConfig> {
  const terms = {
    member: 'agent',
    leader: 'only one asked',
    tolerance: '',
    slot: 'number',
    request: 'request',
    replies: 'replies',
    split: 'Divided',
    hasViews: false,
    hasQuorums: false,
    hasLeader: custom === 'single',
    timer: 'round',
  };
  return {
    id,
    title,
    source: 'No paper: what is done where nobody has thought of traitors.',
    messages: MESSAGES,
    rules: {},
    ablations: {},
    backgroundTimers: [],
    terms,
    plain: plainWords(terms),
    configure: (scenario) => ({ custom, round: roundLength(scenario) }),
    replica: agent,
    client,
    about,
    proposal,
    // Nothing is signed: nobody can be convicted.
    testimony: () => [],
    statement: () => [],
    topic: ({ subject }) => subject,
    rivals: {},
    breach: () => null,
    compose: COMPOSE[custom],
    inspectReplica,
    inspectClient,
    narrator: narratorOf(custom),
    sums: sumsOf(custom),
  };
}

/**
 * What an agent waits for votes: in a calm network all loyal ones are in by then. One may be asked as much later as a message takes,
 * and its vote travels as long once more; whoever answers a vote with a vote needs that time again.
 */
function roundLength({ network: { latency }, cost: { message }, replicas }: Scenario): Micros {
  return 3 * greatestDelay(latency) + 2 * replicas * message + 1;
}
