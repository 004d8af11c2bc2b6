/** Rules that no blind hunt has found yet, and what it would take. */
export const UNFOUND: { readonly [rule: string]: string } = {};
