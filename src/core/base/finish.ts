/** What a piece of work comes to that is done step by step; `onStep` is told of each. */
export function finish<Step, Result>(
  work: Generator<Step, Result>,
  onStep: (step: Step) => void = () => {},
): Result {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    onStep(next.value);
  }
}
