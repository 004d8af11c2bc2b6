import type { Data, Intervention, Micros, Scenario } from '../model/index.ts';

/** The first place at which two runs can differ: before the step number `after` of microsecond `at`. */
export type Divergence = { readonly at: Micros; readonly after: number };

/** Null where the scenarios differ in more than interventions. Infinitely late where they do not differ. */
export function divergence(one: Scenario, other: Scenario): Divergence | null {
  if (!isEqual(ground(one), ground(other))) return null;
  const [left, right] = [inOrder(one.interventions), inOrder(other.interventions)];
  const count = Math.max(left.length, right.length);
  for (let index = 0; index < count; index += 1) {
    const [a, b] = [left[index], right[index]];
    if (!isEqual(a ?? null, b ?? null)) return earlier(a, b);
  }
  return { at: Infinity, after: 0 };
}

/** All that decides a run but the interventions; the title decides nothing. */
function ground(scenario: Scenario): Data {
  return { ...scenario, title: '', interventions: [] };
}

/** As the kernel applies them: by time and step, and as listed where those are equal. */
function inOrder(interventions: readonly Intervention[]): readonly Intervention[] {
  return interventions.toSorted((a, b) => a.at - b.at || a.after - b.after);
}

function earlier(a: Intervention | undefined, b: Intervention | undefined): Divergence {
  const [first] = inOrder([a, b].filter((one) => one !== undefined));
  return first ?? { at: Infinity, after: 0 };
}

/** The same value, whatever the order of its keys. */
export function isEqual(one: Data, other: Data): boolean {
  if (!isStructure(one) || !isStructure(other)) return one === other;
  const fields = Object.entries(one);
  const others = new Map(Object.entries(other));
  if (Array.isArray(one) !== Array.isArray(other) || fields.length !== others.size) return false;
  return fields.every(([key, value]) => isEqual(value, others.get(key) ?? null));
}

const isStructure = (data: Data): data is Exclude<Data, null | boolean | number | string> =>
  typeof data === 'object' && data !== null;
