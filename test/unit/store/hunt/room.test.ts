import { describe, expect, it } from 'vitest';
import { catalog, parseScenario } from '../../../../src/core/index.ts';
import {
  changed,
  FIRST_CHOICE,
  huntCommand,
  huntOptionsOf,
  proofCommand,
  queryOf,
  readQuery,
} from '../../../../src/store/hunt/choice.ts';
import type { HuntChoice } from '../../../../src/store/hunt/choice.ts';
import { counted, EMPTY_TALLY } from '../../../../src/store/hunt/search.ts';
import type { Tried } from '../../../../src/store/hunt/search.ts';
import { huntOf } from '../../../../src/store/hunt/room.ts';
import type { Hunt, HuntRoom } from '../../../../src/store/hunt/room.ts';
import { knownStates, STATES_MAX } from '../../../../src/store/hunt/known-states.ts';
import { whyNoProof } from '../../../../src/store/hunt/proof.ts';
import { withRuleKept } from '../../../../src/store/hunt/rule-kept.ts';
import { parley } from '../../cli/support.ts';
import { createTestLab, until } from '../support.ts';

const FIELD = catalog();

function openRoom(query: string, threads = 1) {
  const made = createTestLab(undefined, threads);
  made.lab.site.setState({ page: 'hunt', query });
  return { ...made, room: huntOf(made.lab, FIELD) };
}

/** The state once something holds of it. */
async function once(room: HuntRoom, holds: (hunt: Hunt) => boolean): Promise<Hunt> {
  return await new Promise((resolve) => {
    const look = (hunt: Hunt): void => {
      if (holds(hunt)) resolve(hunt);
    };
    room.state.subscribe(look);
    look(room.state.getState());
  });
}

async function hunted(room: HuntRoom) {
  room.hunt();
  const { search } = await once(room, (hunt) =>
    ['found', 'nothing', 'failed'].includes(hunt.search.status),
  );
  return search;
}

/** The words of a command line as a shell hands them over. */
function wordsOf(command: string): string[] {
  return command
    .split(' ')
    .slice(command.split(' ').indexOf('--') + 1)
    .map((word) => word.replace(/^'(.*)'$/, '$1'));
}

describe('what the page Hunt asks', () => {
  const CHOICES: readonly HuntChoice[] = [
    FIRST_CHOICE,
    { ...FIRST_CHOICE, replicas: 7, tolerance: 2, faulty: 3, ablate: [], traitors: [], views: 0 },
    { ...FIRST_CHOICE, ablate: ['stable-by-f+1', 'quorum-2f+1'], monitor: 'agreement', budget: 7 },
    { ...FIRST_CHOICE, protocol: 'generals', ablate: ['relay'], monitor: '', traitors: [1, 3] },
  ];

  it.each(CHOICES)('stands in the address and is read from it: %j', (choice) => {
    expect(readQuery(queryOf(choice), FIELD)).toEqual({ choice, problems: [] });
  });

  it.each([
    ['n=99', '“n” must be a whole number from 1 to 31; it is “99”.'],
    ['n=4&f=4', '“f” must be a whole number from 0 to 3; it is “4”.'],
    ['protocol=raft', '“protocol” must be among pbft, generals, '],
    ['without=luck', '“without” must be among the rules of pbft; it is “luck”.'],
    ['breaks=ic1', '“breaks” must be among agreement, '],
    ['traitors=4', '“traitors” must be numbers of replicas from 0 to 3; it is “4”.'],
    ['views=two', '“views” must be a whole number from 0 to 2; it is “two”.'],
    ['colour=red', 'It says “colour”, which means nothing here.'],
    [`n=${'9'.repeat(99)}`, `it is “${'9'.repeat(40)}…”.`],
  ])('is said to be wrong where it is: %s', (query, problem) => {
    const { problems } = readQuery(query, FIELD);
    expect(problems.join()).toContain(problem);
  });

  it('is the first question where nothing is asked, and any promise where no monitor is named', () => {
    expect(readQuery('', FIELD)).toEqual({ choice: FIRST_CHOICE, problems: [] });
    expect(readQuery('n=4&without=commit-phase', FIELD).choice.monitor).toBe('');
  });

  it('takes along what depends on a change', () => {
    const seven = changed({ ...FIRST_CHOICE, traitors: [0, 3] }, { replicas: 7 }, FIELD);
    expect(seven).toMatchObject({ tolerance: 2, faulty: 2, traitors: [0, 3] });
    expect(changed(seven, { replicas: 3 }, FIELD)).toMatchObject({ tolerance: 0, traitors: [0] });
    const generals = changed(
      { ...FIRST_CHOICE, monitor: 'agreement' },
      { protocol: 'generals' },
      FIELD,
    );
    expect(generals).toMatchObject({ ablate: [], monitor: '' });
  });

  it('goes into the address, and a way back without a query changes nothing', () => {
    const { lab, room, addresses } = openRoom('n=5&without=back-off');
    expect(room.state.getState().choice).toMatchObject({ replicas: 5, ablate: ['back-off'] });
    room.choose({ ablate: [] });
    expect(addresses.at(-1)).toBe('hunt?n=5&f=1&faulty=1&without=');
    lab.site.setState({ page: 'lab', query: '' });
    lab.site.setState({ page: 'hunt', query: '' });
    expect(room.state.getState().choice).toMatchObject({ replicas: 5, ablate: [] });
    lab.site.setState({ page: 'hunt', query: 'n=x' });
    expect(room.state.getState()).toMatchObject({ choice: { replicas: 4 } });
    expect(room.state.getState().problems).toHaveLength(1);
  });
});

describe('a hunt of the page', { timeout: 120_000 }, () => {
  it.each([
    ['n=4&f=1&faulty=1&without=commit-phase&breaks=agreement', 1, 'agreement'],
    // The first question, with runs behind what is found that do not count.
    ['', 3, 'order'],
    // Behind the first blocks, so that all three find something.
    ['protocol=generals&n=4&without=distinct-signers', 3, 'ic1'],
  ])('comes to what its command line comes to: %s, %i workers', async (query, threads, monitor) => {
    const { room } = openRoom(query, threads);
    const search = await hunted(room);
    const command = huntCommand(room.state.getState().choice);
    const { status, out } = await parley([...wordsOf(command), '--jobs', '1', '--json']);
    expect(status).toBe(1);
    const asked = huntOptionsOf(room.state.getState().choice);
    expect(JSON.parse(out)).toEqual({ ...asked, nearest: null, hunted: search.found?.hunted });
    expect(search.tally.runs).toBe((search.found?.hunted.runs ?? 0) - 1);
    expect(search.tried).toBe(search.found?.hunted.runs);
    expect(search.found?.broken?.monitor).toBe(monitor);
    expect(search.found?.link).toMatch(/^1\./);
  });

  it('says how near the runs came, and that nothing broke', async () => {
    const { lab, room } = openRoom('n=4&f=1&faulty=1&without=&runs=20');
    const { status, tally, found } = await hunted(room);
    expect(status).toBe('nothing');
    expect(found).toBeNull();
    expect(tally.runs).toBe(20);
    expect(tally.nearest).not.toBeNull();
    room.openNearest();
    await until('it is open in the Lab', () => lab.history.getState().present !== null);
    expect(lab.history.getState().present?.scenario.title).toBe(
      `Random ${tally.nearest?.number ?? 0}`,
    );
  });

  it.each(['n=4&f=1&faulty=1&without=&runs=100', 'protocol=generals&n=4&without=&runs=100'])(
    'names the same nearest miss as its command line: %s',
    async (query) => {
      const { room } = openRoom(query, 3);
      const { tally } = await hunted(room);
      const command = wordsOf(huntCommand(room.state.getState().choice));
      const { status, out } = await parley([...command, '--jobs', '1', '--json']);
      expect(status).toBe(0);
      expect(tally.nearest).not.toBeNull();
      expect(JSON.parse(out)).toMatchObject({ hunted: null, nearest: tally.nearest });
    },
  );

  it('is stopped at any time', async () => {
    const { room } = openRoom('protocol=generals&n=4&without=&runs=1000');
    room.hunt();
    await once(room, ({ search }) => search.tried > 0);
    room.stopHunt();
    const { status, tried } = room.state.getState().search;
    expect(status).toBe('stopped');
    await new Promise((resolve) => setTimeout(resolve));
    expect(room.state.getState().search.tried).toBe(tried);
  });

  it('says what the protocol cannot run', async () => {
    const { room } = openRoom('protocol=generals&n=31');
    const { status, problem } = await hunted(room);
    expect(status).toBe('failed');
    expect(problem).toContain('tolerance must be smaller: oral messages');
  });
});

describe('the nearest miss', () => {
  const tried = (number: number, rivals: number, view: number): Tried => ({
    number,
    broken: null,
    rivals,
    view,
    torn: 0,
    margin: null,
  });

  it('has the most rivals, then the highest view, then the lowest number, in whatever order they come', () => {
    const rows = [tried(3, 0, 9), tried(5, 2, 1), tried(4, 2, 1), tried(6, 2, 0), tried(1, 0, 0)];
    for (const order of [rows, rows.toReversed()]) {
      const tally = order.reduce(counted, EMPTY_TALLY);
      expect(tally).toMatchObject({ runs: 5, calm: 1, moved: 3, rivalled: 3 });
      expect(tally.nearest?.number).toBe(4);
    }
  });
});

describe('a proof of the page', () => {
  async function proved(query: string) {
    const { room } = openRoom(query);
    room.prove();
    return await once(room, ({ proof }) => proof.status !== 'visiting');
  }

  it('visits every state of four with one traitor, and says the same as its command line', async () => {
    const { proof, choice } = await proved('n=4&without=&traitors=0');
    expect(proof.explored).toMatchObject({ verdict: 'safe', states: 25_768, depth: 19 });
    expect(proof.states).toBe(25_768);
    const { out, status } = await parley([...wordsOf(proofCommand(choice, STATES_MAX)), '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'safe', states: 25_768 });
  });

  it('tells a shortest fork where a rule is missing', async () => {
    const { proof } = await proved('n=4&without=commit-phase&traitors=0');
    expect(proof.explored).toMatchObject({ verdict: 'forked', depth: 10 });
    expect(proof.explored?.story).toHaveLength(10);
  });

  it('says what the model does not know', () => {
    expect(whyNoProof(FIRST_CHOICE)).toBe('');
    expect(whyNoProof({ ...FIRST_CHOICE, protocol: 'majority' })).toContain('one of PBFT');
    expect(whyNoProof({ ...FIRST_CHOICE, replicas: 9 })).toContain('at most 8 replicas');
    expect(whyNoProof({ ...FIRST_CHOICE, ablate: ['back-off', 'quorum'] })).toContain(
      'does not know the rules back-off, quorum.',
    );
  });

  it.each([
    [4, 0, [0]],
    [4, 0, [3]],
    [4, 1, []],
    [4, 1, [1]],
    [4, 1, [3]],
    [5, 0, [0, 4]],
    [5, 1, [0, 1]],
    [5, 1, [3, 4]],
    [6, 0, [0]],
    [7, 0, [0, 1]],
    [7, 0, []],
  ])(
    'of n = %i, %i view changes and traitors %j has as many states as was foretold',
    async (n, views, traitors) => {
      const query = `n=${n}&without=&views=${views}&traitors=${traitors.join()}`;
      const { proof, choice } = await proved(query);
      expect(knownStates(choice)).toEqual({ states: proof.explored?.states });
    },
  );

  it('foretells what is too large, and nothing of what was never counted', () => {
    const full = { ...FIRST_CHOICE, ablate: [] };
    expect(knownStates({ ...full, views: 2, traitors: [] })).toBe('more');
    expect(knownStates({ ...full, views: 2 })).toEqual({ states: 2_275_489 });
    expect(knownStates({ ...full, traitors: [0, 1] })).toBeNull();
    expect(knownStates(FIRST_CHOICE)).toBeNull();
  });
});

describe('the attack of a rule against the full protocol', () => {
  it('is the same scenario with the rule kept', () => {
    for (const { scenario } of FIELD.ablationCases) {
      const whole = parseScenario(withRuleKept(scenario), 'page');
      const broken = parseScenario(scenario, 'page');
      if (!whole.ok || !broken.ok) throw new Error('a case is a scenario');
      const { pbft, generals, ...rest } = whole.scenario;
      expect([...pbft.ablate, ...generals.ablate]).toEqual([]);
      expect(broken.scenario).toMatchObject(rest);
    }
  });
});
