/**
 * The pages of the site, in the order of the menu, and how an address names them. What each draws is in ui/pages. A page other
 * than the Lab is named by its id, with what it shows behind a question mark: `#threshold?n=5&t=1`. Anything else is a link of the Lab.
 */
export const PAGES = [
  { id: 'lab', title: 'Lab' },
  { id: 'demo', title: 'Five minutes' },
  { id: 'threshold', title: 'Threshold' },
  { id: 'hunt', title: 'Hunt' },
  { id: 'costs', title: 'Costs' },
] as const;

export type PageId = (typeof PAGES)[number]['id'];

/** Where a person is on the site. */
export type Site = {
  readonly page: PageId;
  /** What the page shows, as in an address: `n=5&t=1`. */
  readonly query: string;
};

export const HOME: Site = { page: 'lab', query: '' };

/** The page that an address's hash names. */
export function siteOf(hash: string): Site {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?');
  const page = PAGES.find(({ id }) => id === name)?.id ?? 'lab';
  return { page, query: page === 'lab' ? '' : query };
}

/** The link of a run that the hash holds, or ''. */
export function linkIn(hash: string): string {
  const rest = hash.replace(/^#/, '');
  const name = rest.split('?')[0] ?? '';
  return PAGES.some(({ id }) => id === name) ? '' : rest;
}

export function hashOf({ page, query }: Site): string {
  return query === '' ? `#${page}` : `#${page}?${query}`;
}
