import type { Sentence, TacticInfo, TraceEvent } from '../../model/index.ts';
import { sidesOf } from '../../base/reach.ts';
import { list, process, processes, quote, say, tacticText } from '../../base/words.ts';

/** What is done to a council from outside: marks and partitions. */

export function tellPartition(
  { groups }: TraceEvent & { kind: 'partition' | 'heal' },
  n: number,
): Sentence {
  const [one = [], other, ...more] = sidesOf([groups], n);
  if (other === undefined)
    return say`A partition begins whose one group holds all: it parts nobody.`;
  if (more.length > 0)
    return say`The network splits into ${String(2 + more.length)} parts that cannot reach each other.`;
  return say`The network splits: ${processes(one)} cannot reach ${processes(other)}.`;
}

export function tellMark(
  { process: replica, mark }: TraceEvent & { kind: 'mark' },
  tactics: readonly TacticInfo[],
): Sentence {
  const others = mark.cabal.filter((member) => member !== replica);
  switch (mark.kind) {
    case 'loyal':
      return say`${process(replica)} follows the protocol.`;
    case 'crashed':
      return say`${process(replica)} is crashed.`;
    case 'lying':
      return say`${process(replica)} is a liar from here on (${tacticText(tactics, mark)}).`;
    case 'colluding':
      return others.length === 0
        ? say`${process(replica)} is a traitor with a plan from here on (${tacticText(tactics, mark)}).`
        : say`${process(replica)} colludes with ${processes(others)} from here on (${tacticText(tactics, mark)}).`;
    case 'prompt-injected':
      return tellInjection(replica, mark);
  }
}

function tellInjection(replica: number, mark: (TraceEvent & { kind: 'mark' })['mark']): Sentence {
  const words = mark.obeyed.map(([start, end]) => ({ obeyed: mark.text.slice(start, end) }));
  if (!mark.turned || words.length === 0) {
    return say`${process(replica)} reads ${quote(mark.text)} and finds no instruction in it.`;
  }
  return say`${process(replica)} reads ${quote(mark.text)} and obeys ${list(words)}: it has turned.`;
}
