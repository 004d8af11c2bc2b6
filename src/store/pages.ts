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

/** What a tab, and the history of the browser, call a page. */
export function documentTitle(page: PageId): string {
  const title = PAGES.find(({ id }) => id === page)?.title ?? '';
  return `${title} · Parley`;
}

export const HOME: Site = { page: 'lab', query: '' };

/** The page that an address's hash names, in whatever case and with or without a slash behind it. */
export function siteOf(hash: string): Site {
  const { page, query } = partsOf(hash);
  return page === undefined || page === 'lab' ? HOME : { page, query };
}

/** The link of a run that the hash holds, or whatever else it says that is no page; or ''. */
export function linkIn(hash: string): string {
  return partsOf(hash).page === undefined ? hash.replace(/^#/, '') : '';
}

/** Whether it is at least meant as a link, of this version or of another: those begin with a number and a full stop. */
export function isLink(link: string): boolean {
  return /^\d+\./.test(link);
}

function partsOf(hash: string): { readonly page: PageId | undefined; readonly query: string } {
  const [before = '', ...behind] = hash.replace(/^#/, '').split('?');
  const name = before.toLowerCase().replace(/\/+$/, '');
  return { page: PAGES.find(({ id }) => id === name)?.id, query: behind.join('?') };
}

export function hashOf({ page, query }: Site): string {
  return query === '' ? `#${page}` : `#${page}?${query}`;
}
