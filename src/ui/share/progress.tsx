import type { ReactNode } from 'react';

export function Progress({ share, label }: { share: number; label: string }): ReactNode {
  const percent = Math.floor(share * 100);
  return (
    <p className="progress">
      <progress aria-label={label} max={1} value={share} />
      <output>{percent} %</output>
    </p>
  );
}
