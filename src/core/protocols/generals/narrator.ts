import {
  be,
  crowd,
  duration,
  list,
  plural,
  process,
  processes,
  quote,
  say,
} from '../../base/words.ts';
import type {
  Body,
  Fact,
  FactOf,
  Fork,
  Narrator,
  ProcessView,
  Progress,
  ReplicaProcess,
  ReplicaView,
  Scenario,
  Sentence,
  Telling,
  TimerView,
  Witness,
} from '../../model/index.ts';
import { grounds, occasions, tellOccasion } from './grounds.ts';
import { COMMANDER, RETREAT } from './messages.ts';
import { tellMissing } from './missing.ts';
import { parseMessage } from './parse.ts';
import { brokenNetwork, roundLength } from './rounds.ts';

/** The generals in sentences: who heard what from whom, what each obeys, and what everybody waits for. */
export const narrator: Narrator = {
  notable: ['order-given', 'order-heard', 'executed', 'reply-accepted'],
  tellFact,
  tellProgress: () => [],
  tellTimer: (timer, owner) =>
    timer === 'round' ? say`A round is over for ${process(owner)}.` : [],
  tellDue,
  tellRunning,
  tellOver,
  tellWaiting,
  tellMissing,
  tellShortage: () => [],
  tellBehind: () => [],
  tellSides,
  tellFork,
  causes: { grounds, occasions, tellOccasion },
  tellMessage,
};

function tellFact(fact: Fact, telling: Telling): Sentence {
  switch (fact.fact) {
    case 'request-sent':
      return say`${process(telling.process)} has an order given: ${quote(fact.request.operation)}.`;
    case 'order-announced':
      return telling.process === COMMANDER
        ? say`It is to give order ${fact.seq}.`
        : say`Order ${fact.seq} is due: it waits to hear which one from the commander.`;
    case 'order-given':
      return say`As commander it gives order ${fact.seq}: ${telling.value(fact.digest)}.`;
    case 'order-heard':
      return say`It holds ${telling.value(fact.digest)} for order ${fact.seq}, ${tellWay(fact.path)}.`;
    case 'order-chosen':
      return tellChosen(fact, telling);
    case 'order-missed':
      return say`It was down while order ${fact.seq} was under way, and takes no part in it.`;
    case 'executed':
      return say`It obeys ${telling.value(fact.digest)} as order ${fact.seq}.`;
    case 'reply-accepted':
      return say`${plural(fact.replicas.length, 'general')} ${fact.replicas.length === 1 ? 'reports' : 'report'} ${quote(fact.result)}: ${processes(fact.replicas)}.`;
    default:
      return [];
  }
}

/** "which R2 says that R0 said": the last of a path is who told it. */
function tellWay(path: readonly number[]): Sentence {
  const [first, ...others] = path;
  if (first === undefined || others.length === 0) return say`from the commander`;
  return say`from the commander through ${list(others.map(process), 'and')}`;
}

function tellChosen({ seq, digest, votes }: FactOf<'order-chosen'>, telling: Telling): Sentence {
  const digests = [...new Set(votes.map((vote) => vote.digest))];
  const held = digests.map((one) => {
    const count = votes.filter((vote) => vote.digest === one).length;
    return say`${count} for ${telling.value(one)}`;
  });
  if (held.length === 0) return say`It holds no order at all for order ${seq}.`;
  const verdict =
    digests.length === 1 || votes.some((vote) => vote.digest === digest)
      ? []
      : say`, so that ${RETREAT} is what is left`;
  return say`For order ${seq} it counts ${list(held)}${verdict}.`;
}

function tellDue({ timer }: TimerView, owner: ProcessView, when: string): Sentence {
  switch (timer) {
    case 'round':
      return owner.id === COMMANDER
        ? say`${process(owner.id)}, the commander, does its next step ${when}.`
        : say`The present round is over for ${process(owner.id)} ${when}: it then passes on what it heard or, after the last round, decides what to obey.`;
    case 'close':
      return say`${process(owner.id)} counts the reports ${when}.`;
    case 'client':
      return say`${process(owner.id)} asks headquarters again ${when}.`;
    default:
      return say`${process(owner.id)} has its next order given ${when}.`;
  }
}

/** The order that most of the council works on, or worked on last. */
function presentOrder(council: readonly ReplicaProcess[]): number {
  return Math.max(0, ...council.map(({ replica }) => replica.slots[0]?.seq ?? 0));
}

const slotOf = (replica: ReplicaView, seq: number) =>
  replica.slots.find((slot) => slot.seq === seq);

function tellRunning({ council, value, bench: { n } }: Witness): Sentence {
  if (council.length === 0) return say`No general is loyal and running.`;
  const seq = presentOrder(council);
  if (seq === 0) return say`No order is given yet.`;
  const obeying = council.filter(({ replica }) => slotOf(replica, seq)?.phase === 'executed');
  const holding = council.filter(({ replica }) => {
    const slot = slotOf(replica, seq);
    return slot?.phase === 'pre-prepared';
  });
  const chosen = obeying.length > 0 ? obeying : holding;
  if (chosen.length === 0) return say`Order ${seq} is due: no general has heard it yet.`;
  const verb = obeying.length > 0 ? ['obeys', 'obey'] : ['holds', 'hold'];
  const digests = [...new Set(chosen.map(({ replica }) => slotOf(replica, seq)?.digest ?? ''))];
  const groups = digests.map((digest) => {
    const who = chosen.filter(({ replica }) => slotOf(replica, seq)?.digest === digest);
    const names = crowd(
      who.map(({ id }) => id),
      n,
      'general',
    );
    return say`${names} ${who.length === 1 ? (verb[0] ?? '') : (verb[1] ?? '')} ${value(digest)}`;
  });
  return say`Order ${seq}: ${list(groups)}.`;
}

function tellOver(outcome: 'agreed' | 'stalled', { issued, completed }: Progress): Sentence {
  if (outcome === 'stalled')
    return say`Stalled: ${completed} of ${plural(issued, 'order')} came to an end; no two loyal generals disagree.`;
  if (issued === 0) return say`Agreed: no order was given.`;
  const same = issued === 1 ? 'order' : plural(issued, 'order');
  return say`Agreed: all loyal generals obey the same ${same}.`;
}

function tellWaiting(witness: Witness): readonly Sentence[] {
  const { council, scenario, bench } = witness;
  const seq = presentOrder(council);
  const open = council.filter(({ replica }) => {
    const slot = slotOf(replica, seq);
    return slot !== undefined && slot.phase !== 'executed';
  });
  if (seq === 0 || open.length === 0) return [...tellReports(witness), ...tellAssumptions(witness)];
  const silent = open.filter(({ id, replica }) => {
    return id !== COMMANDER && !(replica.relays ?? []).some(({ path }) => path.length === 1);
  });
  const silence =
    scenario.generals.messages === 'oral'
      ? `after the first round silence counts as ${RETREAT}`
      : `who holds no signed order after the last round obeys ${RETREAT}`;
  const unheard =
    silent.length === 0
      ? []
      : [
          say`${crowd(
            silent.map(({ id }) => id),
            bench.n,
            'lieutenant',
          )} ${silent.length === 1 ? 'has' : 'have'} nothing from the commander: ${silence}.`,
        ];
  return [tellRounds(open, witness), ...unheard, ...tellAssumptions(witness)];
}

/** What headquarters waits for. */
function tellReports({ views, bench }: Witness): readonly Sentence[] {
  return views.flatMap((view) => {
    if (view.role !== 'client' || view.client.operation === '') return [];
    if (!bench.isCorrectClient(view.id)) return [];
    const { operation, replies, needed } = view.client;
    return [
      say`${process(view.id)} has ${replies.length} of ${plural(needed, 'report')} on ${quote(operation)}.`,
    ];
  });
}

/** The commander obeys its own order; a lieutenant may still hear another one, as long as orders are passed on. */
function tellRounds(
  open: readonly ReplicaProcess[],
  { scenario, bench: { n, f } }: Witness,
): Sentence {
  const length = duration(roundLength(scenario));
  const which = f === 0 ? `the round of ${length}` : `the last of ${f + 1} rounds of ${length}`;
  const who = open.map(({ id }) => id);
  const end = say`${crowd(who, n, 'general')} ${who.length === 1 ? 'waits' : 'wait'} for the end of ${which}`;
  const lieutenants = who.filter((id) => id !== COMMANDER);
  if (f === 0 || lieutenants.length === 0) return say`${end}.`;
  const them = lieutenants.length === 1 ? 'it' : 'them';
  const whom = lieutenants.length === who.length ? them : 'the lieutenants';
  return say`${end}: until then somebody may still tell ${whom} something else.`;
}

function tellAssumptions({ scenario }: Witness): readonly Sentence[] {
  const broken = brokenNetwork(scenario);
  if (broken.length === 0) return [];
  return [
    say`This network ${list(broken)}: the algorithm takes for granted that every message arrives within its round, so that nothing is promised here.`,
  ];
}

function tellSides({ seq, sides }: Fork, { value }: Witness): Sentence {
  const groups = sides.map(
    ({ digest, replicas }) =>
      say`${processes(replicas)} ${replicas.length === 1 ? 'obeys' : 'obey'} ${value(digest)}`,
  );
  return say`Order ${seq}: ${list(groups)}`;
}

/** Why it was possible: the bounds of the paper, with the figures of this council. */
function tellFork(_fork: Fork, witness: Witness): readonly Sentence[] {
  const { bench, scenario, views } = witness;
  const { n, f: m } = bench;
  const traitors = views.flatMap((view) =>
    view.role === 'replica' && !bench.isCorrect(view.id) ? [view.id] : [],
  );
  const who =
    traitors.length === 0
      ? []
      : [
          say`${processes(traitors)} ${be(traitors.length)} no loyal ${traitors.length === 1 ? 'general' : 'generals'}.`,
        ];
  const tooMany =
    traitors.length > m
      ? [
          say`The algorithm was run for ${plural(m, 'traitor')}, and there ${be(traitors.length)} ${traitors.length}.`,
        ]
      : [];
  const isOral = scenario.generals.messages === 'oral';
  const tooFew =
    isOral && n <= 3 * m
      ? [
          say`With oral messages ${m === 1 ? 'one traitor takes' : `${m} traitors take`} more than ${3 * m} generals, and here are ${n}: whoever hears two contrary stories cannot know which of the two tellers lies.`,
        ]
      : [];
  return [...who, ...tellLeftOut(scenario), ...tooMany, ...tooFew, ...tellAssumptions(witness)];
}

function tellLeftOut({ generals: { ablate } }: Scenario): readonly Sentence[] {
  if (ablate.length === 0) return [];
  return [say`The algorithm is broken on purpose, without ${list([...ablate], 'and')}.`];
}

/** "order 1, round 2, from R0 through R2". */
function tellMessage(body: Body): string {
  const message = parseMessage(body);
  if (message === null) return 'nothing that a general can read';
  switch (message.type) {
    case 'petition':
    case 'answer':
      return `request ${message.timestamp}`;
    case 'oral-order':
    case 'signed-order': {
      const way = message.path.map((id) => `R${id}`).join(' → ');
      const signed = message.type === 'signed-order' ? `, signed by ${way}` : `, said by ${way}`;
      return `order ${message.seq}, round ${message.path.length}${signed}`;
    }
    default:
      return `order ${message.seq}`;
  }
}
