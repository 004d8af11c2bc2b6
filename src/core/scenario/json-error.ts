/**
 * Where a text stops being JSON, in words. The messages of JSON.parse differ between engines and often name no position, and
 * people write NaN, comments and trailing commas: they are told which field to look at.
 */
export function findJsonError(source: string): string {
  const scan = scanOf(source);
  const fits = scanValue(scan, 0) && atEnd(scan);
  if (fits) return 'it cannot be read';
  const before = source.slice(0, scan.at);
  const line = before.split('\n').length;
  const column = scan.at - before.lastIndexOf('\n');
  const where = scan.key === '' ? '' : ` (at field ${scan.key})`;
  return `line ${line}, column ${column}${where}: expected ${scan.expected}, found ${found(scan)}`;
}

/** The first field that an object names twice, or null: JSON.parse would keep the last one and say nothing. */
export function findDuplicateField(source: string): string | null {
  const scan = scanOf(source);
  scanValue(scan, 0);
  return scan.twice;
}

type Scan = {
  readonly source: string;
  at: number;
  key: string;
  expected: string;
  twice: string | null;
};

function scanOf(source: string): Scan {
  return { source, at: 0, key: '', expected: 'a value', twice: null };
}

/** Nothing that a scenario holds is nested deeper; the scan is recursive, so that it needs a bound. */
const DEPTH_MAX = 64;

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const PLAIN = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function scanValue(scan: Scan, depth: number): boolean {
  skipSpace(scan);
  const first = scan.source[scan.at];
  if (depth >= DEPTH_MAX) return fail(scan, 'less nesting');
  if (first === '{') {
    const fields = new Set<string>();
    return scanItems(scan, '}', () => scanField(scan, depth, fields));
  }
  if (first === '[') return scanItems(scan, ']', () => scanValue(scan, depth + 1));
  if (first === '"') return scanString(scan);
  return match(scan, PLAIN) || fail(scan, 'a value');
}

/** Character by character: a pattern over a megabyte of text would run out of stack. */
function scanString(scan: Scan): boolean {
  for (scan.at += 1; scan.at < scan.source.length;) {
    const mark = scan.source[scan.at] ?? '';
    if (mark < ' ') return fail(scan, 'an escape such as \\n instead of a control character');
    if (mark === '\\' && !match(scan, ESCAPE)) return fail(scan, 'an escape that JSON knows');
    if (mark !== '\\') scan.at += 1;
    if (mark === '"') return true;
  }
  return fail(scan, 'a closing quote');
}

function scanField(scan: Scan, depth: number, fields: Set<string>): boolean {
  skipSpace(scan);
  const start = scan.at;
  if (scan.source[start] !== '"') return fail(scan, 'a field name in double quotes');
  if (!scanString(scan)) return false;
  scan.key = scan.source.slice(start + 1, scan.at - 1).slice(0, 40);
  // Escapes may write one name in two ways.
  const name = String(JSON.parse(scan.source.slice(start, scan.at)));
  if (fields.has(name)) scan.twice ??= scan.key;
  fields.add(name);
  return take(scan, ':') ? scanValue(scan, depth + 1) : fail(scan, 'a colon');
}

function scanItems(scan: Scan, close: string, item: () => boolean): boolean {
  scan.at += 1;
  if (take(scan, close)) return true;
  do {
    if (!item()) return false;
  } while (take(scan, ','));
  return take(scan, close) || fail(scan, `a comma or ${close}`);
}

function atEnd(scan: Scan): boolean {
  skipSpace(scan);
  scan.key = '';
  return scan.at >= scan.source.length || fail(scan, 'the end of the file');
}

function take(scan: Scan, mark: string): boolean {
  skipSpace(scan);
  if (scan.source[scan.at] !== mark) return false;
  scan.at += 1;
  return true;
}

function match(scan: Scan, pattern: RegExp): boolean {
  pattern.lastIndex = scan.at;
  const text = pattern.exec(scan.source)?.[0] ?? '';
  scan.at += text.length;
  return text !== '';
}

function skipSpace(scan: Scan): void {
  while (/[ \t\r\n]/.test(scan.source[scan.at] ?? '')) scan.at += 1;
}

function fail(scan: Scan, expected: string): boolean {
  scan.expected = expected;
  return false;
}

function found(scan: Scan): string {
  const rest = /^[\w+.-]{1,20}|^[^\p{Cc}]/u.exec(scan.source.slice(scan.at, scan.at + 20))?.[0];
  return rest ?? (scan.at >= scan.source.length ? 'the end of the file' : 'a control character');
}
