import { describe, expect, test } from 'vitest';
import { draw } from '../../src/core/base/draw.ts';
import { isFor } from '../../src/core/base/written-for.ts';
import type {
  Action,
  Composed,
  Intervention,
  KernelSetup,
  MessageRef,
  Scenario,
} from '../../src/core/model/index.ts';
import { pbft } from '../../src/core/protocols/pbft/index.ts';
import { MONITORS, TACTICS } from '../../src/core/registry.ts';
import { generate } from '../../src/core/scenario/generate.ts';
import { toMinimal } from '../../src/core/scenario/minimal.ts';
import { createKernel } from '../../src/core/sim/kernel.ts';

/**
 * Whatever is done by hand to messages, and whatever is written in the names of at most f traitors, nothing that PBFT promises for
 * safety breaks. Runs may well stall: somebody takes their messages away.
 */

const RUNS = Number(process.env['PARLEY_FUZZ_RUNS'] ?? 120);
const FIRST = Number(process.env['PARLEY_FUZZ_FIRST'] ?? 1);
const SIZES = [4, 5, 6, 7];
const ACTS_MAX = 40;

const OURS = MONITORS.filter((monitor) => isFor(monitor, 'pbft'));
const SAFETY = new Set(OURS.filter(({ kind }) => kind === 'safety').map(({ id }) => id));

type Dice = (bound: number) => number;

function diceOf(seed: number): Dice {
  let count = 0;
  return (bound) => draw(seed, 77, count++) % bound;
}

function setup(scenario: Scenario): KernelSetup {
  return { scenario, protocol: pbft, tactics: TACTICS, monitors: OURS, sink: null };
}

/** Acts on messages that are on their way in the run as it is; once one is carried out some of the others may be void. */
function actsFor(scenario: Scenario, dice: Dice): readonly Intervention[] {
  const acts: Intervention[] = [];
  const kernel = createKernel(setup(scenario));
  const sent: number[] = [];
  kernel.setSink({
    record(_at, _process, _cause, { kind }) {
      if (kind === 'send') sent.push(kernel.events);
    },
  });
  while (kernel.step() && acts.length < ACTS_MAX) {
    if (dice(12) !== 0) continue;
    const event = sent[sent.length - 1 - dice(Math.min(sent.length, 12))];
    const found = event === undefined ? null : kernel.locate(event);
    const when = { at: kernel.now, after: kernel.stepsIntoNow };
    if (found !== null) acts.push(...touches(found.ref, dice).map((act) => ({ ...when, ...act })));
    const traitor = scenario.faults.find(({ kind }) => kind === 'lying' || kind === 'colluding');
    const from = traitor?.replicas[0];
    if (from !== undefined && dice(3) === 0)
      acts.push({ ...when, ...letter(from, scenario, dice) });
  }
  return acts.filter(({ at }) => at <= scenario.until);
}

const FIELDS = [
  'digest',
  'view',
  'seq',
  'replica',
  'sig',
  'timestamp',
  'operation',
  'result',
  'client',
];
const NESTED = ['requests.0.operation', 'requests.0.sig', 'prepared.0.proposal.digest', 'stable'];

function touches(message: MessageRef, dice: Dice): readonly Action[] {
  switch (dice(6)) {
    case 0:
      return [{ do: 'drop', message }];
    case 1:
      return [{ do: 'delay', message, by: 1 + dice(300_000) }];
    case 2:
      return [{ do: 'hold', message }];
    case 3:
      return [
        { do: 'duplicate', message },
        { do: 'hold', message: { ...message, repeat: 2 } },
      ];
    default: {
      const names = [...FIELDS, ...FIELDS, ...NESTED];
      const field = names[dice(names.length)] ?? 'sig';
      const value = [dice(8), 'order X', 'f'.repeat(64)][dice(6)];
      return [{ do: 'tamper', message, field, ...(value === undefined ? {} : { value }) }];
    }
  }
}

function letter(from: number, { replicas: n }: Scenario, dice: Dice): Composed {
  const kinds = Object.keys(pbft.compose ?? {});
  const kind = kinds[dice(kinds.length)] ?? 'commit';
  const to = Array.from({ length: n }, (_, id) => id).filter(() => dice(2) === 0);
  const value = ['order RETREAT', '', 'f'.repeat(64)][dice(3)] ?? '';
  const place = { view: dice(3), seq: 1 + dice(6) };
  const fields: Composed['fields'] = {
    ...(pbft.compose?.[kind]?.fields.some(({ id }) => id === 'value') === true
      ? { ...place, value }
      : {}),
  };
  const isForgery = dice(4) === 0;
  return {
    do: 'compose',
    from,
    kind,
    to: kind === 'reply' ? [n] : to.length === 0 ? [0] : to,
    fields: dice(3) === 0 ? {} : fields,
    ...(isForgery ? { as: dice(n) } : {}),
  };
}

describe('messages in the hands of a person, with at most f traitors', () => {
  test('break no safety', { timeout: 3_600_000 }, () => {
    const counts = { voids: 0, acts: 0, rejected: 0, dropped: 0 };
    for (let number = FIRST; number < FIRST + RUNS; number += 1) {
      const size = SIZES[number % SIZES.length] ?? 4;
      const drawn = generate(number, { tactics: TACTICS, replicasMin: size, replicasMax: size });
      const base: Scenario = { ...drawn, interventions: [] };
      const interventions = actsFor(base, diceOf(number));
      const scenario = { ...base, interventions };
      const kernel = createKernel(setup(scenario));
      while (kernel.step());
      const broken = kernel.violations.filter(({ monitor }) => SAFETY.has(monitor));
      expect(broken, JSON.stringify(toMinimal(scenario))).toEqual([]);
      counts.voids += kernel.voids.length;
      counts.acts += interventions.length;
      counts.rejected += kernel.tally.rejected;
      counts.dropped += kernel.tally.dropped;
    }
    // Silence of the monitors would prove nothing if nothing had happened to them.
    expect(counts.acts - counts.voids).toBeGreaterThan(RUNS);
    expect(Math.min(counts.rejected, counts.dropped, counts.voids)).toBeGreaterThan(0);
  });
});
