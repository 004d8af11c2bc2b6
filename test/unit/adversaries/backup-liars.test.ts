import { describe, expect, it } from 'vitest';
import { council, judged, liarsWith, sentBy, type Council } from './council.ts';

const SMALL = { checkpointInterval: 2, window: 4 };

function stableAt(run: Council, replica: number): readonly number[] {
  return run.events.flatMap((event) =>
    event.kind === 'note' && event.process === replica && event.fact.fact === 'checkpoint-stable'
      ? [event.fact.seq]
      : [],
  );
}

describe('wrong-checkpoint', () => {
  const honest = council({ pbft: SMALL });

  it.each(['digest', 'two-faces', 'premature', 'ahead', 'between'])(
    '[B21] %s makes nothing stable that is not, and nobody fetches a state',
    (lie) => {
      const run = council({ pbft: SMALL, faults: [liarsWith('wrong-checkpoint', { lie }, [3])] });
      for (const replica of [0, 1, 2])
        expect(stableAt(run, replica)).toEqual(stableAt(honest, replica));
      expect(
        run.events.some((event) => event.kind === 'note' && event.fact.fact === 'state-wanted'),
      ).toBe(false);
      expect(run.broken).toEqual([]);
    },
  );

  it('[B21] tells the halves different states', () => {
    const run = council({
      pbft: SMALL,
      faults: [liarsWith('wrong-checkpoint', { lie: 'two-faces' }, [3])],
    });
    const said = sentBy(run, 3).filter(
      ({ body }) => body.type === 'checkpoint' && body['seq'] === 2,
    );
    const digestTo = (to: number) => said.find((each) => each.to === to)?.body['digest'];
    expect(digestTo(0)).toBe(digestTo(2));
    expect(digestTo(0)).not.toBe(digestTo(1));
  });

  it('[B21] is refused where no checkpoint is taken, and remembered at most once beyond the window', () => {
    const [between, ahead] = ['between', 'ahead'].map((lie) =>
      council({ pbft: SMALL, faults: [liarsWith('wrong-checkpoint', { lie }, [3])] }),
    );
    expect(judged(between ?? honest, 'reject')).toContain(
      'no checkpoint is taken at sequence number 3',
    );
    const far = sentBy(ahead ?? honest, 3).filter(
      ({ body }) => body.type === 'checkpoint' && Number(body['seq']) > 100,
    );
    expect(far.length).toBeGreaterThan(3);
  });
});

describe('delay', () => {
  const sendsAt = (run: Council) =>
    run.events.flatMap((event) =>
      event.kind === 'send' && event.process === 2 && event.body.type === 'prepare'
        ? [event.at]
        : [],
    );

  it('[B18] sends late, in reverse, or twice what it says anyway', () => {
    const run = (how: string) => council({ faults: [liarsWith('delay', { how }, [2])] });
    const [first = 0] = sendsAt(council({}));
    expect(sendsAt(run('late')).slice(0, 3)).toEqual(Array(3).fill(first + 60_000));
    const twice = sendsAt(run('twice')).filter((at) => at === first || at === first + 60_000);
    expect(twice).toHaveLength(6);
    const types = (how: string) => sentBy(run(how), 2).map(({ body }) => body.type);
    expect(types('late').indexOf('prepare')).toBeLessThan(types('late').indexOf('commit'));
    expect(run('reversed').broken).toEqual([]);
  });

  it('[B18] in reverse sends the last of a stretch first', () => {
    const run = council({ faults: [liarsWith('delay', { how: 'reversed', by: 100 }, [2])] });
    const types = sentBy(run, 2).map(({ body }) => body.type);
    expect(types.indexOf('commit')).toBeLessThan(types.indexOf('prepare'));
    expect(run.broken).toEqual([]);
  });
});
