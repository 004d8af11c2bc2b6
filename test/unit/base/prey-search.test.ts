import { describe, expect, it } from 'vitest';
import { PreySearch, type Block } from '../../../src/core/base/prey-search.ts';

const last = ({ first, count }: Block): number => first + count - 1;

function taken(search: PreySearch): Block[] {
  const blocks: Block[] = [];
  for (let block = search.take(); block !== null; block = search.take()) blocks.push(block);
  return blocks;
}

describe('a shared search', () => {
  it('hands out every scenario once, in order', () => {
    const blocks = taken(new PreySearch({ first: 5, runsMax: 100 }));
    expect(blocks[0]?.first).toBe(5);
    expect(last(blocks.at(-1) ?? { first: 0, count: 0 })).toBe(104);
    blocks.slice(1).forEach((block, index) => {
      expect(block.first).toBe(last(blocks[index] ?? block) + 1);
    });
  });

  it('comes to the first find, whoever is sooner', () => {
    const search = new PreySearch({ first: 1, runsMax: 1_000 });
    for (let count = 0; count < 4; count += 1) search.take();
    expect(search.prey).toBeNull();
    search.found(70);
    search.found(40);
    search.found(90);
    expect(search.prey).toBe(40);
  });

  it('goes on before what was found, and nowhere behind it', () => {
    const search = new PreySearch({ first: 1, runsMax: 1_000 });
    search.take();
    search.found(40);
    const rest = taken(search);
    expect(rest.map(last)).toEqual([39]);
  });
});
