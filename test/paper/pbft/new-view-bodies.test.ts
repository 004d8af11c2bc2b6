import { describe, expect, test } from 'vitest';
import { executed, sentOf, type Council } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';
import { backup, cert, digestOf, opening, primary, wants } from '../../support/council-new-view.ts';
import { ask } from '../../support/council-play.ts';

/** NV12: a NEW-VIEW holds digests, and the requests behind them may be missing. */

describe('[NV12] requests that are not here', () => {
  const viewChanges = [wants(0, 1, cert(1, 1), cert(2, 1)), wants(1, 1), wants(2, 1)];
  const spots = [1, 2].map((seq) => ({ view: 1, seq, digest: digestOf(1) }));
  function missing(): Council {
    const council = backup();
    council.deliver(
      3,
      opening(
        1,
        viewChanges,
        spots.map((spot) => build.proposal(1, spot)),
      ),
    );
    for (const spot of spots) {
      for (const voter of [0, 2]) council.deliver(3, build.prepare(voter, spot));
      for (const voter of [0, 1, 2]) council.deliver(3, build.commit(voter, spot));
    }
    return council;
  }

  test('are asked for; until then nothing is prepared or executed', () => {
    const council = missing();
    expect(council.sent(3, 'fetch').map(({ body }) => body.digest)).toContain(digestOf(1));
    expect(council.facts(3, 'prepared')).toEqual([]);
    expect(executed(council, 3)).toEqual([]);
  });

  test('wake every place that waits for them', () => {
    const council = missing();
    council.deliver(3, build.requestBody(ask(1)));
    expect(council.facts(3, 'prepared').map(({ seq }) => seq)).toEqual([1, 2]);
    expect(council.replica(3).executed).toBe(2);
    expect(executed(council, 3)).toEqual(['set a 1']);
  });

  test('wake every place also when they come in a proposal', () => {
    const council = missing();
    council.deliver(3, build.prePrepare(1, { view: 1, seq: 3 }, [ask(1)]));
    expect(council.facts(3, 'prepared').map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('are dropped if they are others', () => {
    const council = missing();
    for (const body of [
      build.requestBody(ask(2)),
      build.requestBody(),
      build.requestBody(ask(1), ask(1)),
    ]) {
      expect(council.deliver(3, body).ignored).toHaveLength(1);
    }
    expect(council.deliver(3, build.requestBody({ ...ask(1), sig: '00' })).rejected).toHaveLength(
      1,
    );
    expect(council.facts(3, 'prepared')).toEqual([]);
  });

  test('are asked for again while they are missing', () => {
    const council = missing();
    expect(sentOf(council.fire(3, 'status'), 'fetch')).toHaveLength(3);
  });

  test('are given to who asks, and nothing else is', () => {
    const council = backup();
    council.deliver(3, build.prePrepare(0, { view: 0, seq: 1 }, [ask(1)]));
    expect(council.deliver(3, build.fetch(2, digestOf(1))).sent).toEqual([
      { from: 3, to: 2, body: build.requestBody(ask(1)) },
    ]);
    expect(council.deliver(3, build.fetch(2, digestOf(2))).sent).toEqual([]);
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(council.deliver(3, build.fetch(2, name)).sent).toEqual([]);
    }
  });
});

test('[NV12] [N2] a new primary that holds a request, but not the body of O, does not propose it a second time', () => {
  const council = primary();
  council.deliver(1, ask(1), 4);
  council.deliver(1, ask(2), 4);
  council.deliver(1, wants(0, 1, cert(1, 1)));
  council.deliver(1, wants(3, 1));
  expect(council.sent(1, 'new-view')).toHaveLength(3);
  expect(council.sent(1, 'pre-prepare')).toEqual([]);
  council.deliver(1, build.requestBody(ask(1)));
  expect(council.sent(1, 'pre-prepare').map(({ body }) => [body.seq, body.digest])).toEqual(
    Array(3).fill([2, digestOf(2)]),
  );
});
