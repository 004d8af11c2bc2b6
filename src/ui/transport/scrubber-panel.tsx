import type { ReactNode } from 'react';

export function ScrubberPanel(): ReactNode {
  return <div className="scrubber" />;
}
