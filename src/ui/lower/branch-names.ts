import type { Catalog } from '../../core/model/index.ts';
import type { Version } from '../../store/versions/history.ts';

/** What a branch is called where nobody gave it a name. */
export function versionName(
  { label, preset, scenario, partsAt }: Version,
  catalog: Catalog | null,
): string {
  if (partsAt !== null && label !== '') return label;
  const known = [...(catalog?.presets ?? []), ...(catalog?.ablationCases ?? [])];
  const title = known.find(({ name }) => name === preset)?.title ?? scenario.title;
  return title === '' ? 'A set-up of your own' : title;
}

export const OUTCOME_WORDS = { agreed: 'agreed', stalled: 'stalled', unsafe: 'unsafe' } as const;
