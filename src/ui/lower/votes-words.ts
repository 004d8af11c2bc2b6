/** What the blocks of the votes matrix are called. */
import type { Block } from '../../viz/votes/sheet.ts';

export const BLOCK_TITLES: Readonly<Record<Block, string>> = {
  prepare: 'Pre-prepare or prepare from',
  commit: 'Commit from',
  relay: 'Told by',
};
