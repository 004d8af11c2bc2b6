import { be, crowd, list, plural, process, processes, quote, say } from '../../base/words.ts';
import type {
  Body,
  Fact,
  FactOf,
  Fork,
  Narrator,
  ProcessView,
  Progress,
  ReplicaProcess,
  Sentence,
  Telling,
  TimerView,
  Witness,
} from '../../model/index.ts';
import { LEADER, type Custom } from './custom.ts';
import { tellMissing } from './missing.ts';
import { parseMessage } from './parse.ts';

/** The baselines in sentences: who was asked, who said what, and why nobody noticed the lie. */
export function narratorOf(custom: Custom): Narrator {
  return {
    notable: ['pre-prepared', 'order-chosen', 'executed', 'reply-accepted'],
    tellFact: (fact, telling) => tellFact(fact, telling, custom),
    tellProgress: (body, receiver) => tellProgress(body, receiver),
    tellTimer: (timer, owner) =>
      timer === 'round' ? say`${process(owner)} waits no longer for the votes of the others.` : [],
    tellDue,
    tellRunning,
    tellOver,
    tellWaiting: (witness) => tellWaiting(witness, custom),
    tellMissing: (view, witness) => tellMissing(view, witness, custom),
    tellShortage: (witness) => tellShortage(witness, custom),
    tellBehind: () => [],
    tellSides,
    tellFork: (fork, witness) => tellFork(fork, witness, custom),
    tellMessage,
  };
}

function tellFact(fact: Fact, telling: Telling, custom: Custom): Sentence {
  switch (fact.fact) {
    case 'request-sent':
      return tellSent(fact, telling, custom);
    case 'pre-prepared':
      return custom === 'single'
        ? say`It decides alone: ${telling.value(fact.digest)} is number ${fact.seq}.`
        : say`It tells the others that it was asked for ${telling.value(fact.digest)}.`;
    case 'order-chosen':
      return tellChosen(fact, telling);
    case 'executed':
      return say`It does ${telling.value(fact.digest)} as number ${fact.seq}.`;
    case 'reply-accepted':
      return say`${process(telling.process)} believes ${processes(fact.replicas)}: ${quote(fact.result)}.`;
    default:
      return [];
  }
}

function tellSent(
  { request, attempt }: FactOf<'request-sent'>,
  { process: client }: Telling,
  custom: Custom,
): Sentence {
  const whom = custom === 'single' ? say`${process(LEADER)}, and nobody else,` : say`all agents`;
  const again = attempt === 0 ? '' : ' again';
  return say`${process(client)} asks ${whom}${again} for ${quote(request.operation)}.`;
}

function tellChosen({ digest, votes, seq }: FactOf<'order-chosen'>, telling: Telling): Sentence {
  const digests = [...new Set(votes.map((vote) => vote.digest))];
  const held = digests.map((one) => {
    const count = votes.filter((vote) => vote.digest === one).length;
    return say`${count} for ${telling.value(one)}`;
  });
  return say`For number ${seq} it counts ${list(held)}, and goes with ${telling.value(digest)}.`;
}

function tellProgress(body: Body, receiver: ProcessView): Sentence {
  if (receiver.role !== 'replica' || body.type !== 'vote') return [];
  const slot = receiver.replica.slots.find(({ seq }) => seq === body['seq']);
  const count = slot?.prepares.length ?? 0;
  return count === 0 ? [] : say`, and has ${plural(count, 'vote')}`;
}

function tellDue({ timer }: TimerView, owner: ProcessView, when: string): Sentence {
  switch (timer) {
    case 'round':
      return say`${process(owner.id)} counts the votes that it has ${when}.`;
    case 'client':
      return say`${process(owner.id)} asks again ${when} unless it is answered.`;
    default:
      return say`${process(owner.id)} sends its next order ${when}.`;
  }
}

/** The number that most of the council works on, or worked on last. */
function presentNumber(council: readonly ReplicaProcess[]): number {
  return Math.max(0, ...council.map(({ replica }) => replica.slots.at(-1)?.seq ?? 0));
}

function tellRunning({ council, value, bench: { n } }: Witness): Sentence {
  if (council.length === 0) return say`No agent is loyal and running.`;
  const seq = presentNumber(council);
  if (seq === 0) return say`No request has reached a loyal agent yet.`;
  const seats = council.flatMap(({ id, replica }) => {
    const slot = replica.slots.find((each) => each.seq === seq);
    return slot === undefined || slot.digest === '' ? [] : [{ id, slot }];
  });
  const done = seats.filter(({ slot }) => slot.phase === 'executed');
  const told = done.length > 0 ? done : seats;
  if (told.length === 0) return say`Number ${seq} is open.`;
  const verb = done.length > 0 ? 'did' : 'would do';
  const digests = [...new Set(told.map(({ slot }) => slot.digest))];
  const groups = digests.map((digest) => {
    const who = told.filter(({ slot }) => slot.digest === digest).map(({ id }) => id);
    return say`${crowd(who, n, 'agent')} ${verb} ${value(digest)}`;
  });
  return say`Number ${seq}: ${list(groups)}.`;
}

function tellOver(outcome: 'agreed' | 'stalled', { issued, completed }: Progress): Sentence {
  if (outcome === 'stalled') {
    const were = completed === 1 || issued === 1 ? 'was' : 'were';
    return say`Stalled: ${completed} of ${plural(issued, 'request')} ${were} answered.`;
  }
  const answered =
    issued === 1 ? 'the request was answered' : `all ${issued} requests were answered`;
  return say`Agreed: ${answered}, and nobody acted differently.`;
}

function tellWaiting(
  { views, council, bench: { n } }: Witness,
  custom: Custom,
): readonly Sentence[] {
  const asking = views.flatMap((view) =>
    view.role === 'client' && view.client.operation !== '' ? [view] : [],
  );
  const clients = asking.map(({ id, client }) => {
    const equal = mostEqual(client.replies.map(({ result }) => result));
    const what = quote(client.operation);
    return client.needed === 1
      ? say`${process(id)} takes the first answer to ${what} that it gets.`
      : say`${process(id)} needs ${client.needed} equal answers to ${what}, and has ${equal}.`;
  });
  const seq = presentNumber(council);
  const voting = council.filter(({ replica }) =>
    replica.slots.some((slot) => slot.seq === seq && slot.phase !== 'executed'),
  );
  if (custom !== 'majority' || voting.length === 0) return clients;
  const ids = voting.map(({ id }) => id);
  return [
    say`${crowd(ids, n, 'agent')} ${ids.length === 1 ? 'waits' : 'wait'} for what the others say about number ${seq}, and will take each at its word.`,
    ...clients,
  ];
}

function mostEqual(results: readonly string[]): number {
  return Math.max(0, ...results.map((one) => results.filter((other) => other === one).length));
}

function tellShortage({ council }: Witness, custom: Custom): readonly Sentence[] {
  if (custom !== 'single' || council.some(({ id }) => id === LEADER)) return [];
  return [
    say`${process(LEADER)} decides alone, and it cannot be counted on: there is nobody else to ask.`,
  ];
}

function tellSides({ seq, sides }: Fork, { value }: Witness): Sentence {
  const groups = sides.map(
    ({ digest, replicas }) => say`${processes(replicas)} did ${value(digest)}`,
  );
  return say`Number ${seq}: ${list(groups)}`;
}

/** Why it was possible, with who lied, if anybody did. */
function tellFork(_fork: Fork, { bench, views }: Witness, custom: Custom): readonly Sentence[] {
  const traitors = views.flatMap((view) =>
    view.role === 'replica' && !bench.isCorrect(view.id) ? [view.id] : [],
  );
  const who =
    traitors.length === 0
      ? []
      : [
          say`${processes(traitors)} ${be(traitors.length)} no loyal ${traitors.length === 1 ? 'agent' : 'agents'}.`,
        ];
  return [...who, say`${REASONS[custom]}`];
}

const REASONS: Readonly<Record<Custom, string>> = {
  single:
    'The others do what the one agent tells them, and none of them knows what it told the rest.',
  'first-reply':
    'Each agent acts as soon as it is asked, in the order in which requests reach it, and nobody compares notes.',
  majority:
    'Each agent counts what it was told itself. After one exchange nobody knows whether a voice told the others the same.',
};

function tellMessage(body: Body): string {
  const message = parseMessage(body);
  if (message === null) return 'nothing that an agent can read';
  return 'seq' in message ? `number ${message.seq}` : `request ${message.timestamp}`;
}
