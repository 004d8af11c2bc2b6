/** What processes are called on the drawings. */
import type { ProcessId } from '../core/model/index.ts';

export type Namer = (process: ProcessId) => string;

/** On drawings and as a heading; a sentence calls it "your client", which sends, gets and has as all others do. */
export const YOU = 'You';

/** Replicas R0 to Rn-1, clients C1 and on, the person's own orders "You", the accomplice client of R3 "X3". */
export function createNamer({
  n,
  clients,
}: {
  readonly n: number;
  readonly clients: number;
}): Namer {
  return (process) => {
    if (process < n) return `R${process}`;
    if (process < n + clients) return `C${process - n + 1}`;
    return process === n + clients ? YOU : `X${process - n - clients - 1}`;
  };
}
