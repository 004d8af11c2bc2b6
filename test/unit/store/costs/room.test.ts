import { describe, expect, it } from 'vitest';
import { costsOf } from '../../../../src/store/costs/room.ts';
import { readQuery, USUAL_CHOICE } from '../../../../src/store/costs/address.ts';
import { createMeasuring } from '../../../../src/store/costs/measurements.ts';
import { createTestLab, until } from '../support.ts';

const small = (replicas: number) => ({
  key: replicas,
  scenario: { version: 1, replicas, tolerance: 0, signatures: 'ideal', workload: { requests: 1 } },
  isWeighed: false,
});

describe('measuring a plan', () => {
  it('brings a point for each run, under its own key', async () => {
    const room = createMeasuring<number>(createTestLab().lab.around.pool);
    room.run([small(3), small(1), small(2)]);
    await until('all is measured', () => !room.state.getState().isRunning);
    const { points, wanted, problem } = room.state.getState();
    expect(problem).toBe('');
    expect(wanted).toBe(3);
    expect(points.map(({ key }) => key)).toEqual([3, 1, 2]);
    expect(points[1]?.measured.messages).toBe(2);
  });

  it('keeps what has come when it is stopped, and nothing comes after', async () => {
    const { pool } = createTestLab().lab.around;
    const room = createMeasuring<number>(pool);
    room.run([small(1), small(2), small(3)]);
    await until('one is measured', () => room.state.getState().points.length > 0);
    room.stop();
    const { points, isRunning } = room.state.getState();
    expect(isRunning).toBe(false);
    const next = createMeasuring<number>(pool);
    next.run([small(4), small(5), small(6)]);
    await until('what was begun later is done', () => !next.state.getState().isRunning);
    expect(room.state.getState().points).toBe(points);
  });

  it('says what is wrong with a run that cannot be made', async () => {
    const room = createMeasuring<string>(createTestLab().lab.around.pool);
    room.run([{ key: 'a', scenario: { version: 1, replicas: 'many' }, isWeighed: false }]);
    await until('it has ended', () => !room.state.getState().isRunning);
    expect(room.state.getState().problem).toMatch(/replicas/);
  });
});

describe('the page of costs', () => {
  it('measures what is shown, once, and again only when it is asked to or something has changed', () => {
    const { lab, addresses } = createTestLab();
    const room = costsOf(lab);
    room.follow('');
    expect(room.decisions.state.getState()).toMatchObject({ isRunning: true, points: [] });
    expect(addresses.at(-1)).toBe('costs?show=decision&n=16&message=20&sign=50&verify=130');
    room.stop();
    room.choose({ n: 40 });
    expect(room.decisions.state.getState().isRunning).toBe(false);
    room.choose({ processing: { message: 0, sign: 0, verify: 500 } });
    expect(room.decisions.state.getState().isRunning).toBe(true);
    room.choose({ show: 'timers', delay: 'far' });
    expect(room.decisions.state.getState().isRunning).toBe(false);
    expect(room.timers.state.getState().isRunning).toBe(true);
    expect(addresses.at(-1)).toBe('costs?show=timers&delay=far&timeout=90');
    room.stop();
  });

  it('what was given up is made when somebody comes back to it', () => {
    const room = costsOf(createTestLab().lab);
    room.follow('show=timers');
    room.choose({ show: 'decision' });
    expect(room.timers.state.getState().isRunning).toBe(false);
    room.choose({ show: 'timers' });
    expect(room.timers.state.getState().isRunning).toBe(true);
    room.stop();
  });
});

describe('an address of costs', () => {
  it('names what is shown', () => {
    const { choice, problem } = readQuery(
      'show=timers&delay=near&timeout=40&n=7&verify=9',
      USUAL_CHOICE,
    );
    expect(problem).toBe('');
    expect(choice).toMatchObject({ show: 'timers', delay: 'near', timeout: 40, n: 7 });
    expect(choice.processing).toEqual({ message: 20, sign: 50, verify: 9 });
  });

  it.each([
    ['show=prices', /show is one of decision, timers, not “prices”/],
    ['n=5', /n is one of 1, 4, .* not “5”/],
    ['verify=99999', /verify is a whole number of microseconds up to 5000, not “99999”/],
    ['foo=bar', /In the address, “foo” means nothing here\./],
    [`delay=${'z'.repeat(99)}`, /not “z{40}…”/],
    ['delay=', /delay is one of near, usual, far, not “”/],
  ])('%s: what cannot be read is said, and the usual is shown', (query, message) => {
    const { choice, problem } = readQuery(query, USUAL_CHOICE);
    expect(problem).toMatch(message);
    expect(choice).toEqual(USUAL_CHOICE);
  });
});
