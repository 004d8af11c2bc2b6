import type { ReactNode } from 'react';
import type { Glyph as Kind } from '../../core/model/index.ts';
import { glyphPath, overlayPath } from '../../viz/glyphs.ts';
import type { Validity } from '../../viz/glyphs.ts';

type Props = { readonly kind: Kind; readonly validity?: Validity; readonly tone?: string };

/** A message's glyph among text. */
export function Glyph({ kind, validity = 'valid', tone = 'v-n' }: Props): ReactNode {
  const over = overlayPath(validity);
  return (
    <svg className="glyph-inline" viewBox="-9 -9 18 18" width="15" height="15" aria-hidden="true">
      <g className={`glyph is-${validity} ${tone}`}>
        <path className="glyph-shape" d={glyphPath(kind)} />
        {over !== '' && <path className="glyph-over" d={over} />}
      </g>
    </svg>
  );
}
