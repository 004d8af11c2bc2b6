import type { AdversaryContext, Data, TacticOptions } from '../../../src/core/model/index.ts';
import { emptyState } from '../../../src/core/protocols/pbft/state.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';

/** A context with nothing behind it but the keys of its members, and a count of what was sent. */
export function stubContext(
  members: readonly number[],
  text: string,
  options: TacticOptions = {},
): AdversaryContext & { sent: number } {
  const states = members.map(() =>
    emptyState({ viewChange: 1_000, ...DEFAULTS.pbft, ablate: {} }, 4),
  );
  return {
    sent: 0,
    now: 1_000,
    n: 4,
    f: 1,
    q: 3,
    members,
    accomplice: 6 + (members[0] ?? 0),
    text,
    options,
    stateOf(member) {
      const state = states[members.indexOf(member)];
      if (state === undefined) throw new Error(`R${member} is no member`);
      return JSON.parse(JSON.stringify(state)) as Data;
    },
    digest: (domain, data) => hexOf(`${domain}:${JSON.stringify(data)}`),
    sign(signer) {
      if (!members.includes(signer) && signer !== this.accomplice)
        throw new Error(`no key of ${signer}`);
      return 'ab';
    },
    random: (label, bound) => Math.abs(label) % bound,
    send() {
      this.sent += 1;
    },
    setTimer: () => undefined,
    copyOf: () => null,
    runCopy: () => [],
  };
}

/** Not a digest that anybody should trust, but different for different texts of a test, and of its form. */
function hexOf(text: string): string {
  let [a, b] = [1, 2];
  for (const char of text) {
    a = Math.imul(a ^ char.charCodeAt(0), 0x01000193) >>> 0;
    b = Math.imul(b + char.charCodeAt(0), 0x85ebca6b) >>> 0;
  }
  return `${a.toString(16)}${b.toString(16)}`.padStart(16, '0').repeat(4);
}
