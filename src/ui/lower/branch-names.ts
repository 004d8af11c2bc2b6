import type { Catalog } from '../../core/model/index.ts';
import type { Reworder } from '../../store/reword.ts';
import type { Version } from '../../store/versions/history.ts';

/** What a branch is called where nobody gave it a name. */
export function versionName(
  { label, preset, scenario, partsAt }: Version,
  catalog: Catalog | null,
  reword: Reworder,
): string {
  if (partsAt !== null && label !== '') return reword(label);
  const known = [...(catalog?.presets ?? []), ...(catalog?.ablationCases ?? [])];
  const title =
    known.find(({ name }) => name === preset)?.title ?? titleOf(scenario.title, catalog);
  return title === '' ? 'A set-up of your own' : title;
}

/** A title of ours in the words of the reader; a person's own stays as it is. */
export function titleOf(title: string, catalog: Catalog | null): string {
  const known = [...(catalog?.presets ?? []), ...(catalog?.ablationCases ?? [])];
  return known.find(({ scenario }) => title !== '' && scenario['title'] === title)?.title ?? title;
}

export const OUTCOME_WORDS = { agreed: 'agreed', stalled: 'stalled', unsafe: 'unsafe' } as const;
