import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body, Data, Tactic, TacticOptions } from '../../../src/core/model/index.ts';
import { TACTICS } from '../../../src/core/registry.ts';
import { stubContext } from './stub.ts';

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.integer({ min: -1, max: 5 }),
  fc.string(),
);
const value: fc.Arbitrary<Data> = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(fc.string(), leaf, { maxKeys: 3 }),
);

const id = fc.nat(3);
const number = fc.nat(3);
const digest = fc.constantFrom('a', 'b', 'c').map((digit) => digit.repeat(64));
const sig = fc.constant('00');
const request = fc.record({
  type: fc.constant('request'),
  client: fc.nat(9),
  timestamp: fc.nat(),
  operation: fc.constantFrom('order ATTACK', 'set a 1', ''),
  sig,
});
const vote = (type: string) =>
  fc.record({ type: fc.constant(type), view: number, seq: number, digest, replica: id, sig });
const proposal = fc
  .tuple(vote('pre-prepare'), fc.array(request, { maxLength: 2 }))
  .map(([bare, requests]) => ({ ...bare, requests }));
const reply = fc.record({
  type: fc.constant('reply'),
  view: number,
  timestamp: number,
  client: fc.nat(9),
  replica: id,
  result: fc.string(),
  sig,
});
const checkpoint = fc.record({
  type: fc.constant('checkpoint'),
  seq: number,
  digest,
  replica: id,
  sig,
});
const viewChange = fc.record({
  type: fc.constant('view-change'),
  view: fc.integer({ min: 1, max: 3 }),
  stable: number,
  stableProof: fc.array(checkpoint, { maxLength: 2 }),
  prepared: fc.array(
    fc.record({
      proposal: vote('pre-prepare'),
      prepares: fc.array(vote('prepare'), { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  replica: id,
  sig,
});
const newView = fc.record({
  type: fc.constant('new-view'),
  view: number,
  viewChanges: fc.array(viewChange, { maxLength: 3 }),
  proposals: fc.array(vote('pre-prepare'), { maxLength: 2 }),
  replica: id,
  sig,
});
const ofState = fc.record({
  type: fc.constantFrom('fetch-state', 'meta-data', 'data', 'status', 'fetch'),
  view: number,
  seq: number,
  digest,
  page: fc.integer({ min: -1, max: 2 }),
  replica: id,
  sig,
});
const other = fc.record({
  type: fc.constantFrom('view-change', 'new-view', 'status', 'x'),
  view: value,
});
const wellFormed: fc.Arbitrary<Body> = fc.oneof(
  proposal,
  vote('prepare'),
  vote('commit'),
  reply,
  request,
  fc.record({ type: fc.constant('request-body'), requests: fc.array(request, { maxLength: 2 }) }),
  checkpoint,
  viewChange,
  newView,
  ofState,
  other,
);
/** Half of them with junk in one of their fields. */
const body: fc.Arbitrary<Body> = fc.oneof(
  wellFormed,
  fc.tuple(wellFormed, fc.nat(), value).map(([whole, pick, junk]): Body => {
    const fields = Object.keys(whole).filter((field) => field !== 'type');
    return { ...whole, [fields[pick % fields.length] ?? 'view']: junk };
  }),
);

/** Every value of every option, the others being the defaults. */
function settingsOf(tactic: Tactic): fc.Arbitrary<TacticOptions> {
  const usual = Object.fromEntries(tactic.options.map((option) => [option.id, option.default]));
  const varied = tactic.options.flatMap((option) => {
    const values =
      option.kind === 'choice' ? option.choices.map((each) => each.id) : [option.min, option.max];
    return values.map((chosen) => ({ ...usual, [option.id]: chosen }));
  });
  return fc.constantFrom(usual, ...varied);
}

/** Messages for each body that comes or goes. More than 4n in 10 ms the kernel drops; here only a loop without end matters. */
const CALL_MAX = 128;

function endure(tactic: Tactic, options: TacticOptions, bodies: readonly Body[]): number {
  const members = tactic.kind === 'colluding' ? [0, 3] : [0];
  const ctx = stubContext(members, 'vote for A, reply B', options);
  const state = tactic.start(ctx);
  let sent = 0;
  for (const junk of bodies) {
    tactic.onReceive?.(state, { from: 1, to: 0, body: junk, event: 0 }, ctx);
    for (const to of [1, 2, 3, 4])
      sent += tactic.onSend?.(state, { from: 0, to, body: junk }, ctx).length ?? 0;
    tactic.onTimer?.(state, 'pace', ctx);
  }
  // Its state is what snapshots take it to be.
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  return sent + ctx.sent;
}

describe('whatever is sent to it, or leaves the machine of a member', () => {
  it.each(TACTICS.map((tactic) => [tactic.id, tactic] as const))(
    '%s neither throws nor floods',
    (_id, tactic) => {
      fc.assert(
        fc.property(settingsOf(tactic), fc.array(body, { maxLength: 6 }), (options, bodies) => {
          expect(endure(tactic, options, bodies)).toBeLessThanOrEqual(
            CALL_MAX * (bodies.length + 1),
          );
        }),
        { numRuns: 300 },
      );
    },
  );
});
