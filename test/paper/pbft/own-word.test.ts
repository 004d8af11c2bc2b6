import { describe, expect, test } from 'vitest';
import type { Request } from '../../../src/core/protocols/pbft/messages.ts';
import { imageOf } from '../../../src/core/protocols/pbft/pages.ts';
import { Council, sentOf } from '../../support/council.ts';
import { testCrypto } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';
import { decide, vouch } from '../../support/council-play.ts';
import { council as run } from '../../unit/adversaries/council.ts';

/** G9 with I11: a replica may have to take back its state, but never its word. */

const add = (timestamp: number) => build.request(4, timestamp, 'add a 1');

/**
 * R2 is real. It has executed four requests, and was asked for the answer to some again, when the others vouch for another state
 * after the second one, and hand it out.
 */
function ledAstray(
  shortcuts: readonly 'tentative'[] = [],
  again: readonly Request[] = [],
): Council {
  const council = new Council({ interval: 2, window: 8, byzantine: [0, 1, 3], shortcuts });
  for (let seq = 1; seq <= 4; seq += 1) decide(council, 2, seq, [add(seq)]);
  for (const request of again) council.deliver(2, request, 4);
  const replies = { 4: { timestamp: 2, result: '10' } };
  const image = imageOf({ service: { a: '10' }, replies }, 2, testCrypto);
  vouch(council, 2, image);
  council.deliver(2, build.metaData(3, image, image.digests));
  image.pages.forEach((entries, page) =>
    council.deliver(2, build.stateData(3, { ...image, page }, entries)),
  );
  return council;
}

/** What R2 has answered for good, by timestamp. */
function answers(council: Council): readonly (readonly [number, string])[] {
  const final = council.sent(2, 'reply').filter(({ body }) => body.tentative !== true);
  return final.map(({ body }) => [body.timestamp, body.result]);
}

function checkpoints(council: Council): number[] {
  const sent = council.sent(2, 'checkpoint').filter(({ to }) => to === 0);
  return sent.map(({ body }) => body.seq);
}

describe('[G9] a replica that had to give up its state and executes again', () => {
  test('comes to other results, and to another state', () => {
    const council = ledAstray();
    const executed = council
      .facts(2, 'executed')
      .map(({ seq, requests }) => [seq, requests[0]?.result]);
    expect(executed.slice(2)).toEqual([
      [3, '3'],
      [4, '4'],
      [3, '11'],
      [4, '12'],
    ]);
    const [, before, after] = council.facts(2, 'checkpoint-taken');
    expect([before?.seq, after?.seq]).toEqual([4, 4]);
    expect(after?.digest).not.toBe(before?.digest);
  });

  test('signs no second CHECKPOINT for a sequence number', () => {
    expect(checkpoints(ledAstray())).toEqual([2, 4]);
  });

  test('signs no second result for a request, neither by itself nor when it is asked again', () => {
    const council = ledAstray();
    const once = [1, 2, 3, 4].map((timestamp) => [timestamp, String(timestamp)]);
    expect(answers(council)).toEqual(once);
    const done = council.deliver(2, add(4), 4);
    expect(sentOf(done, 'reply')).toEqual([]);
    expect(done.ignored).toHaveLength(1);
    expect(council.deliver(2, add(3), 4).ignored).toHaveLength(1);
  });

  test('may take back a tentative answer, but not the final one that somebody asked it for', () => {
    expect(answers(ledAstray(['tentative']))).toEqual([
      [3, '11'],
      [4, '12'],
    ]);
    const asked = ledAstray(['tentative'], [add(4)]);
    expect(answers(asked)).toEqual([[4, '4']]);
    expect(asked.deliver(2, add(4), 4).ignored).toHaveLength(1);
  });

  test('goes on with what comes next', () => {
    const council = ledAstray();
    for (const seq of [5, 6]) decide(council, 2, seq, [add(seq)]);
    expect(answers(council).slice(4)).toEqual([
      [5, '13'],
      [6, '14'],
    ]);
    expect(checkpoints(council)).toEqual([2, 4, 6]);
  });
});

describe('[I11] [G9] a loyal replica on the losing side of a fork', () => {
  test.each([4, 5])('executes again and is not convicted for it, seed %i', (seed) => {
    const { events, broken } = run({
      seed,
      faults: [{ kind: 'colluding', tactic: 'amnesia-fork', replicas: [2, 3], at: 0, until: null }],
      workload: { clients: 2, requests: 12, interval: 0, payload: ['add a 1', 'add a 2'] },
      pbft: { checkpointInterval: 2, window: 4, tentative: seed % 2 === 0 },
      until: 3_000_000,
    });
    const executed = events.flatMap((event) =>
      event.kind === 'note' && event.fact.fact === 'executed' && event.process < 2
        ? [`R${event.process} at ${event.fact.seq}`]
        : [],
    );
    expect(new Set(executed).size, 'somebody executed again').toBeLessThan(executed.length);
    expect(broken).toContain('agreement');
    expect(broken.filter((id) => ['conduct', 'accountability'].includes(id))).toEqual([]);
  });
});
