/** What is wrong with a scenario: where, a stable code, and one sentence that says what is allowed. */
export type Problem = { readonly path: string; readonly code: string; readonly message: string };

/** Stable codes, so that programs need not read sentences. */
export const CODES = {
  tooLong: 'SCN001',
  notJson: 'SCN002',
  unknownField: 'SCN003',
  missing: 'SCN004',
  notAllowed: 'SCN005',
  givenTwice: 'SCN006',
  tolerance: 'SCN010',
  quorum: 'SCN011',
  noSuchReplica: 'SCN012',
  listedTwice: 'SCN013',
  untilBeforeAt: 'SCN014',
  latencyOrder: 'SCN015',
  overlappingGroups: 'SCN016',
  tooManyRequests: 'SCN017',
  afterTheEnd: 'SCN018',
  narrowWindow: 'SCN019',
  badLink: 'SCN020',
  noSuchProcess: 'SCN021',
  otherProtocol: 'SCN022',
  agentTwice: 'SCN023',
  noSuchRequest: 'SCN024',
  injectedTwice: 'SCN025',
  tooMuch: 'SCN026',
  badRecording: 'SCN027',
} as const;

/** A received value as a message may repeat it: short and on one line. */
export function quote(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string'
    ? clip(JSON.stringify(value.slice(0, 60)), '"')
    : clip(String(value));
}

/** `['faults', 0, 'kind']` as people write it: `faults[0].kind`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, index) => partText(part, index)).join('') || 'the scenario';
}

/** The known word that a mistyped one was meant to be, if one is close. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (word.length > 40) return null;
  const ranked = known
    .map((candidate) => ({
      candidate,
      distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : null;
}

function clip(text: string, end = ''): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return line.length <= 48 ? line : `${line.slice(0, 44)}...${end}`;
}

function partText(part: PropertyKey, index: number): string {
  if (typeof part === 'number') return `[${part}]`;
  const name = clip(String(part));
  return index === 0 ? name : `.${name}`;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
