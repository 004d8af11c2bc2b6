import type { ReactNode } from 'react';

export function SpacetimePanel(): ReactNode {
  return <section className="diagram" aria-label="Space-time diagram" />;
}
