/** What a traitor says instead: of the same form, and visibly different in the replicated memory. */

const LENGTH_MAX = 200;

/** Another operation that competes with this one. */
export function contraryOperation(operation: string): string {
  const [verb = '', key = '', ...rest] = operation.trim().slice(0, LENGTH_MAX).split(/\s+/);
  const value = rest.join(' ');
  switch (verb.toLowerCase()) {
    case 'order':
      return key.toUpperCase() === 'RETREAT' ? 'order ATTACK' : 'order RETREAT';
    case 'set':
      return `set ${key} ${contraryValue(value)}`;
    default:
      return 'order RETREAT';
  }
}

/** Another answer than this one. */
export function contraryValue(value: string): string {
  const short = value.slice(0, LENGTH_MAX);
  switch (short.toUpperCase()) {
    case 'ATTACK':
      return 'RETREAT';
    case 'RETREAT':
      return 'ATTACK';
    default:
      return /^-?\d{1,15}$/.test(short) ? String(Number(short) + 1) : `not-${short}`;
  }
}
