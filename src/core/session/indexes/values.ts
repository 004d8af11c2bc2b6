import { requestKey } from '../../base/pair-key.ts';
import type { Micros, RequestRef, ValueInfo } from '../../model/index.ts';

/** The digests of a run in the order of their first proposal, and the letters of those that compete. */
export type Values = {
  /** The requests behind a digest, as a message or a fact showed them. It counts as a value only once it is added. */
  learn(digest: string, requests: readonly RequestRef[]): void;
  /** A digest was proposed to somebody who did not reject it, or executed, for a sequence number. */
  add(seq: number, digest: string, at?: Micros): void;
  /** -1 where nobody proposed or executed it. */
  indexOf(digest: string): number;
  /** The first value whose batch contains the request, or -1. */
  ofRequest(request: { readonly client: number; readonly timestamp: number }): number;
  list(): readonly ValueInfo[];
};

type Known = {
  readonly digest: string;
  readonly seqs: number[];
  /** When it was first put forward for each of them. */
  readonly since: Map<number, Micros>;
};

export function createValues(): Values {
  const known: Known[] = [];
  const byDigest = new Map<string, number>();
  const byRequest = new Map<string, string>();
  const batches = new Map<string, readonly RequestRef[]>();
  let listed: readonly ValueInfo[] | null = null;

  const open = (digest: string): Known => {
    const found = known[byDigest.get(digest) ?? -1];
    if (found !== undefined) return found;
    const opened: Known = { digest, seqs: [], since: new Map() };
    byDigest.set(digest, known.length);
    known.push(opened);
    return opened;
  };

  return {
    learn(digest, requests) {
      if (batches.has(digest)) return;
      batches.set(digest, requests);
      listed = null;
    },
    add(seq, digest, at = 0) {
      const { seqs, since } = open(digest);
      if (seqs.includes(seq)) return;
      since.set(seq, at);
      seqs.push(seq);
      seqs.sort((a, b) => a - b);
      listed = null;
      for (const request of batches.get(digest) ?? []) {
        const key = requestKey(request);
        if (!byRequest.has(key)) byRequest.set(key, digest);
      }
    },
    indexOf: (digest) => byDigest.get(digest) ?? -1,
    ofRequest: (request) => byDigest.get(byRequest.get(requestKey(request)) ?? '') ?? -1,
    list: () => (listed ??= letter(known, batches)),
  };
}

function labelOf(requests: readonly RequestRef[] | undefined): string {
  if (requests === undefined) return 'unknown order';
  const [first, ...more] = requests;
  if (first === undefined) return 'no operation';
  return more.length === 0 ? first.operation : `${first.operation} and ${more.length} more`;
}

/** Values that share a sequence number get different letters, the one proposed first the earlier; the others get none. */
function letter(
  known: readonly Known[],
  batches: ReadonlyMap<string, readonly RequestRef[]>,
): readonly ValueInfo[] {
  const rivals = new Map<number, number[]>();
  known.forEach(({ seqs }, index) =>
    seqs.forEach((seq) => rivals.set(seq, [...(rivals.get(seq) ?? []), index])),
  );
  const letters: string[] = [];
  known.forEach(({ seqs }, index) => {
    const others = seqs.flatMap((seq) => rivals.get(seq) ?? []).filter((other) => other !== index);
    const taken = new Set(others.map((other) => letters[other]));
    letters.push(others.length === 0 ? '' : freeLetter(taken));
  });
  return known.map((value, index) => {
    const { digest, seqs } = value;
    const letter = letters[index] ?? '';
    const since = rivalSince(value, (seq) => (rivals.get(seq) ?? []).map((other) => known[other]));
    return {
      digest,
      seqs: [...seqs],
      letter,
      ...(letter === '' ? {} : { contest: { at: since, letter } }),
      label: labelOf(batches.get(digest)),
    };
  });
}

/** The first time at which two values stood for one of its sequence numbers. */
function rivalSince(
  { seqs }: Known,
  fellowsOf: (seq: number) => readonly (Known | undefined)[],
): Micros {
  const times = seqs.map((seq) => {
    const since = fellowsOf(seq).map((fellow) => fellow?.since.get(seq) ?? 0);
    return since.length < 2 ? Infinity : (since.sort((a, b) => a - b)[1] ?? 0);
  });
  return Math.min(...times);
}

function freeLetter(taken: ReadonlySet<string | undefined>): string {
  for (let index = 0; ; index += 1) {
    const round = Math.floor(index / 26);
    const name = String.fromCharCode(65 + (index % 26)) + (round === 0 ? '' : String(round + 1));
    if (!taken.has(name)) return name;
  }
}
