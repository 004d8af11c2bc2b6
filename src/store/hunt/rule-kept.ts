import { BLOCKS } from '../../core/base/left-out.ts';

/** The document of a scenario with every rule of its protocol kept. */
export function withRuleKept(
  document: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = BLOCKS.flatMap((block) => {
    const settings = document[block];
    return typeof settings === 'object' && settings !== null
      ? [[block, { ...settings, ablate: [] }] as const]
      : [];
  });
  return { ...document, ...Object.fromEntries(kept) };
}
