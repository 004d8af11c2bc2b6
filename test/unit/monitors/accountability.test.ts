import { describe, expect, it } from 'vitest';
import { accountability } from '../../../src/core/monitors/accountability.ts';
import { executed, Watch } from './stream.ts';

function forked() {
  const watch = new Watch(accountability, { traitors: [0, 3] });
  watch.mark(0, 'colluding');
  watch.mark(3, 'colluding');
  watch.tell(1, executed({ digest: 'a' }));
  watch.tell(2, executed({ digest: 'b' }));
  return watch;
}

describe('accountability', () => {
  it('[I17] fires when ledgers differ and fewer than 2q − n replicas are convicted', () => {
    const watch = forked();
    expect(watch.finish()[0]?.detail).toBe(
      'The ledgers of R1 and R2 differ at sequence number 1, and nobody is convicted: 2q − n = 2.',
    );
    watch.convict(0);
    expect(watch.finish()).toMatchObject([{ monitor: 'accountability', culprits: [0] }]);
    watch.convict(3);
    expect(watch.finish()).toEqual([]);
  });

  it('[I17] fires at once when somebody is convicted who never lied', () => {
    const watch = forked();
    expect(watch.convict(1)[0]?.detail).toBe(
      'R1 has followed the protocol and is convicted: it lied.',
    );
  });

  it('[I17] does not forget that somebody lied before, and asks nothing where ledgers agree', () => {
    const watch = new Watch(accountability, { traitors: [3] });
    watch.mark(3, 'lying');
    watch.traitors.delete(3);
    watch.mark(3, 'loyal');
    expect(watch.convict(3)).toEqual([]);
    watch.tell(1, executed({ digest: 'a' }));
    watch.tell(2, executed({ digest: 'a' }));
    expect(watch.finish()).toEqual([]);
  });
});
