import type { ReactNode } from 'react';

/** The fonts' Latin subsets lack this sign, and a fallback glyph of another weight would stand out. */
export function AtMost(): ReactNode {
  return (
    <svg
      className="operator"
      viewBox="0 0 10 12"
      width="9"
      height="11"
      role="img"
      aria-label="at most"
    >
      <path d="M8.8 1.5 1.6 4.6l7.2 3M1.6 10.6h7.2" />
    </svg>
  );
}
