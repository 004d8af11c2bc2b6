import type { ReactNode } from 'react';
import { TILES } from '../../../viz/threshold/tally.ts';
import { tilePaths } from '../../../viz/threshold/tile-paths.ts';
import type { TileKind } from '../../../viz/threshold/tile-paths.ts';
import { useWordsOf } from '../../use-words.ts';

const SIDE = 12;

/** One tile, as in the map. */
export function TileGlyph({ kind }: { readonly kind: TileKind }): ReactNode {
  const tiles = [{ x: 0, y: 0, ending: kind === 'open' ? null : kind }];
  return (
    <svg className="tile-glyph" width={SIDE} height={SIDE} aria-hidden="true">
      {tilePaths(tiles, SIDE).map(({ path }) => (
        <path key={kind} className={`tile-${kind}`} d={path} fillRule="evenodd" />
      ))}
    </svg>
  );
}

/** What stands where runs and theory differ. */
export function FlagGlyph(): ReactNode {
  return (
    <svg className="tile-glyph" width={SIDE} height={SIDE} aria-hidden="true">
      <path className="map-flag flag-unfound" d="M6 1l5 5-5 5-5-5Z" />
    </svg>
  );
}

const MEANINGS: readonly (readonly [kind: TileKind, meaning: string])[] = [
  ['agreed', 'Agreed: safe and live'],
  ['stalled', 'Stalled: safe, not all decided'],
  ['unsafe', 'Unsafe: another promise broke'],
  ['deceived', 'Deceived: a client believed a lie'],
  ['forked', 'Forked: ledgers differ'],
];

/** What tiles and flags stand for. `runs` is how many runs one tile is. */
export function MapLegend({ runs }: { readonly runs: number }): ReactNode {
  const reword = useWordsOf('pbft');
  return (
    <ul className="map-legend" data-picture="legend">
      {MEANINGS.map(([kind, meaning]) => (
        <li key={kind}>
          <TileGlyph kind={kind} />
          {reword(meaning)}
        </li>
      ))}
      <li>
        <FlagGlyph />
        Theory allows worse than any run found
      </li>
      <li className="soft">
        {TILES} tiles share {runs} runs, about {Math.round(runs / TILES)} each; whatever happened
        has one at least
      </li>
    </ul>
  );
}
