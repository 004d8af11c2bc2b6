/**
 * The service that replicas and agents keep: a small key-value memory, so that a fork is visible as different memory.
 * Operations: `set KEY VALUE`, `get KEY`, `add KEY NUMBER`, `order ATTACK|RETREAT`, `stamp KEY`, which writes the time
 * that was agreed on with it. A pure function of (memory, operation, time) (X9).
 */
export type Service = { [key: string]: string };

/** Longest operation and most keys that the memory takes; what goes beyond is answered, never an error. */
const KEYS_MAX = 256;

/** Applies one operation to the memory and returns the answer to the client. */
export function apply(memory: Service, operation: string, time = 0): string {
  const [verb = '', key = '', ...rest] = operation.trim().split(/\s+/);
  const value = rest.join(' ');
  switch (verb.toLowerCase()) {
    case 'order':
      return order(memory, [key, ...rest].join(' '));
    case 'set':
      return write(memory, key, value);
    case 'get':
      return read(memory, key) ?? 'nothing';
    case 'add':
      return add(memory, key, value);
    case 'stamp':
      return write(memory, key, String(time));
    default:
      return 'unknown operation';
  }
}

/** O4: what the service itself knows about an operation, whatever the client says of it. */
export function isReadOnly(operation: string): boolean {
  return verbOf(operation) === 'get';
}

/** ND1. */
export function needsTime(operation: string): boolean {
  return verbOf(operation) === 'stamp';
}

function verbOf(operation: string): string {
  return (operation.trim().split(/\s+/, 1)[0] ?? '').toLowerCase();
}

/** Own keys only: a client may well name a key "constructor". */
function read(memory: Service, key: string): string | undefined {
  return Object.hasOwn(memory, key) ? memory[key] : undefined;
}

function write(memory: Service, key: string, value: string): string {
  if (key === '' || key === '__proto__') return 'no such key';
  if (read(memory, key) === undefined && Object.keys(memory).length >= KEYS_MAX)
    return 'memory full';
  memory[key] = value;
  return value;
}

function order(memory: Service, command: string): string {
  if (command === '') return 'no order';
  memory['order'] = command;
  return command;
}

function add(memory: Service, key: string, amount: string): string {
  const before = Number(read(memory, key) ?? '0');
  const more = Number(amount);
  if (!Number.isSafeInteger(before) || !Number.isSafeInteger(more)) return 'not a number';
  const sum = before + more;
  return Number.isSafeInteger(sum) ? write(memory, key, String(sum)) : 'not a number';
}
