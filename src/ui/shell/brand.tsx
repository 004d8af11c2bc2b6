import type { ReactNode } from 'react';

export function Brand(): ReactNode {
  return (
    <span className="brand">
      <Mark />
      <span className="brand-name">Parley</span>
    </span>
  );
}

/** Four tesserae, one of them not laid yet. */
function Mark(): ReactNode {
  return (
    <svg className="brand-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path
        className="laid"
        d="M2.6 2.8 11 2.4l.2 8.6-8.5.2ZM13 2.4l8.4.4-.2 8.3-8.3-.2ZM2.7 13l8.4-.1-.2 8.5-8.5-.2Z"
      />
      <path className="loose" d="m14.7 12.8 7.3 1.9-1.9 7.3-7.4-1.9Z" />
    </svg>
  );
}
