/** What the address of an embedded page asks for. */
export type Embed = { readonly plays: boolean; readonly theme: 'dark' | 'light' | null };

/** Null where the page stands by itself. */
export function embedOf(search: string): Embed | null {
  const asked = new URLSearchParams(search);
  if (!asked.has('embed')) return null;
  const theme = asked.get('theme');
  return {
    plays: asked.has('autoplay'),
    theme: theme === 'dark' || theme === 'light' ? theme : null,
  };
}
