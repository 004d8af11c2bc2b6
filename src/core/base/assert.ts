/**
 * Bugs throw: what does not hold is a mistake in the program, never in what a user or a traitor sent. A sentence that has to be put
 * together is a function: most are never needed.
 */
export function assert(condition: boolean, mustHold: string | (() => string)): asserts condition {
  if (condition) return;
  throw new Error(`Broken assertion: ${typeof mustHold === 'string' ? mustHold : mustHold()}`);
}

/** At the end of a switch: the compiler lists the forgotten cases. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}
