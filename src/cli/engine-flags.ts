import { setFlagsFromString } from 'node:v8';

/**
 * For who runs thousands of different scenarios, one after the other. Each takes other ways through the engine than those before it, so
 * that V8 compiles functions for what they have met so far, gives that up and compiles them again: a third of the processor time of
 * a hunt. Where it waits longer, and makes smaller pieces, less of its work is in vain. A single long run is faster without.
 */
export function expectManyRuns(): void {
  setFlagsFromString('--interrupt-budget=600000');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
