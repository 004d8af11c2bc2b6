/** Bugs throw: what does not hold is a mistake in the program, never in what a user or a traitor sent. */
export function assert(condition: boolean, mustHold: string): asserts condition {
  if (!condition) throw new Error(`Broken assertion: ${mustHold}`);
}

/** At the end of a switch: the compiler lists the forgotten cases. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}
