import { anyOf, plural, process, quote, say } from '../../base/words.ts';
import type {
  ClientProcess,
  ProcessId,
  ProcessView,
  ReplicaProcess,
  Sentence,
  Witness,
} from '../../model/index.ts';
import { LEADER, type Custom } from './custom.ts';

/** What one agent or client still waits for. Whoever trusts everybody waits for little. */
export function tellMissing(
  view: ProcessView,
  witness: Witness,
  custom: Custom,
): readonly Sentence[] {
  if (view.role === 'client') return tellAnswers(view, witness, custom);
  if (view.mark.kind === 'crashed')
    return [say`${process(view.id)} is crashed: it does nothing until it starts again.`];
  switch (custom) {
    case 'single':
      return [tellSingle(view)];
    case 'first-reply':
      return [
        say`${process(view.id)} waits for nobody: it does what it is asked as soon as it is asked.`,
      ];
    case 'majority':
      return tellVotes(view, witness);
  }
}

function tellSingle({ id }: ReplicaProcess): Sentence {
  return id === LEADER
    ? say`${process(id)} waits for nobody: it decides alone, as soon as it is asked.`
    : say`${process(id)} waits for what ${process(LEADER)} decides, and does it without a question.`;
}

function tellAnswers(
  { id, client }: ClientProcess,
  { views }: Witness,
  custom: Custom,
): readonly Sentence[] {
  const { operation, needed, replies } = client;
  if (operation === '') return [];
  const counts = replies.map(
    ({ result }) => replies.filter((other) => other.result === result).length,
  );
  const most = Math.max(0, ...counts);
  const told =
    needed === 1
      ? say`${process(id)} takes the first answer to ${quote(operation)} that it gets.`
      : say`${process(id)} needs ${plural(Math.max(1, needed - most), 'more equal answer')} to ${quote(operation)}: it has ${most} of ${needed}.`;
  const leader = views.find((view) => view.id === LEADER);
  const isAlone = custom === 'single' && leader?.role === 'replica';
  return isAlone && leader.mark.kind === 'crashed'
    ? [
        told,
        say`What ${process(id)} cannot know: ${process(LEADER)}, the only one that it asks, is crashed.`,
      ]
    : [told];
}

function tellVotes({ id, replica }: ReplicaProcess, { bench }: Witness): readonly Sentence[] {
  const open = replica.slots.find(({ phase }) => phase !== 'executed');
  if (open === undefined) return [];
  const heard = open.prepares.map((vote) => vote.replica);
  const others: readonly ProcessId[] = Array.from({ length: bench.n }, (_, each) => each).filter(
    (each) => !heard.includes(each),
  );
  const have = say`${process(id)} has ${heard.length} of ${plural(bench.n, 'vote')} for number ${open.seq}`;
  return [
    say`${have}; none yet from ${anyOf(others, bench.n, 'agent')}. It decides once all are there, or when it has waited long enough.`,
  ];
}
