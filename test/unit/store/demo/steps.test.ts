import { describe, expect, it } from 'vitest';
import { demoOf, goBack, goOn, showEnd } from '../../../../src/store/demo/room.ts';
import type { DemoRoom } from '../../../../src/store/demo/room.ts';
import { catalog } from '../../../../src/core/index.ts';
import { DEMO_STEPS } from '../../../../src/store/demo/steps.ts';
import { tell } from '../../../../src/store/demo/told.ts';
import type { Told } from '../../../../src/store/demo/told.ts';
import { isOver } from '../../../../src/store/ending.ts';
import { processesAt } from '../../../../src/store/frame.ts';
import { placeOf } from '../../../../src/store/playback.ts';
import { catalogIn } from '../../../../src/store/words.ts';
import { createTestLab, openSmall, until } from '../support.ts';

async function opened(room: DemoRoom, step: number): Promise<void> {
  room.go({ at: 'step', step });
  await until('the run of the step is recorded and reported', () => {
    const { timeline, report } = room.stage.recording.getState();
    const { present } = room.stage.history.getState();
    return (
      present?.preset === DEMO_STEPS[step]?.preset && timeline?.done === true && report !== null
    );
  });
}

/** What the page tells at the end of the step that is open. */
async function toldAtEnd({ stage }: DemoRoom): Promise<Told> {
  showEnd(stage);
  await until('the window around the end is there', () => {
    const { windowRange, windowRun, run } = stage.recording.getState();
    return windowRun === run && stage.playback.getState().at <= (windowRange?.until ?? -1);
  });
  const { report, timeline, window } = stage.recording.getState();
  const scenario = stage.history.getState().present?.scenario;
  if (!report || !timeline || !window || !scenario) throw new Error('the run is not there');
  const processes = processesAt(window, placeOf(stage.playback.getState()));
  return tell({ scenario, report, values: timeline.values, processes });
}

const EXPECTED: readonly (readonly string[])[] = [
  ['R0 read the text and obeyed it.', 'C1 asked for ATTACK and was told RETREAT.'],
  [
    'R0 lied.',
    'R1 and R2 carried out the same orders in the same sequence.',
    'C1 asked for ATTACK and was told ATTACK.',
  ],
  [
    'R0 lied.',
    'As their first order, R1 carried out ATTACK and R2 carried out RETREAT. Both are honest.',
  ],
  [
    'R0 lied.',
    'R1, R2 and R3 carried out the same orders in the same sequence.',
    'C1 asked for ATTACK and was told ATTACK.',
    'C2 asked for RETREAT and was told RETREAT.',
  ],
  [
    'All 4 read the text and obeyed it: R0, R1, R2 and R3.',
    'C1 asked for ATTACK and was told RETREAT.',
  ],
  [
    '2 of 7 read the text and obeyed it: R0 and R4.',
    'R1, R2, R3, R5 and R6 carried out the same orders in the same sequence.',
    'C1 asked for ATTACK and was told ATTACK.',
  ],
];

describe('the steps of the demo', () => {
  it.each(DEMO_STEPS.map((step, index) => [step.title, step, index] as const))(
    '%s: the run comes to what the step is there for, and is told as it was',
    async (_title, step, index) => {
      const room = demoOf(createTestLab().lab);
      await opened(room, index);
      const told = await toldAtEnd(room);
      expect(told.verdict).toBe(step.lesson.of);
      expect(step.proves[told.verdict]).toBeDefined();
      expect(told.facts).toEqual(EXPECTED[index]);
    },
  );

  it.each([2, 3])('step %i calls ATTACK A and RETREAT B', async (index) => {
    const room = demoOf(createTestLab().lab);
    await opened(room, index);
    showEnd(room.stage);
    const { timeline } = room.stage.recording.getState();
    const first = timeline?.values.filter(({ seqs }) => seqs.includes(1)) ?? [];
    expect(first.map(({ contest, label }) => `${contest?.letter} ${label}`)).toEqual([
      'A order ATTACK',
      'B order RETREAT',
    ]);
  });

  it('call what is asked and what is answered the same from the first to the last', () => {
    const { protocols } = catalogIn(catalog(), 'plain');
    for (const id of ['single', 'majority', 'pbft']) {
      const protocol = protocols.find((each) => each.id === id);
      expect([protocol?.messages['request']?.label, protocol?.messages['reply']?.label]).toEqual([
        'Order',
        'Answer',
      ]);
      expect(protocol?.terms.replies).toBe('answers');
    }
  });

  it('speak no jargon', () => {
    const said = DEMO_STEPS.flatMap((step) => [
      step.title,
      step.before,
      step.ask,
      step.lesson.text,
    ]);
    for (const text of said) {
      expect(text).not.toMatch(/replica|quorum|primary|byzantine|ledger|view change|certificate/i);
    }
  });
});

describe('going through the demo', () => {
  it('leaves what is open in the Lab alone, and its address', async () => {
    const { lab, shelf, addresses } = createTestLab();
    await openSmall(lab, { replicas: 5, tolerance: 1 });
    const history = lab.history.getState();
    const { run } = lab.recording.getState();
    const room = demoOf(lab);
    await opened(room, 0);
    await opened(room, 1);
    expect(lab.history.getState()).toBe(history);
    expect(lab.recording.getState().run).toBe(run);
    expect(shelf.kept?.text ?? '').not.toContain('one-agent-fooled');
    expect(addresses.at(-1)).toBe('demo?step=2');
  });

  it('one button plays the run, shows its end, and goes on', async () => {
    const room = demoOf(createTestLab().lab);
    await opened(room, 0);
    const { stage, state } = room;
    goOn(room);
    expect(stage.playback.getState().isPlaying).toBe(true);
    goOn(room);
    const { timeline } = stage.recording.getState();
    expect(isOver(timeline, stage.playback.getState().at)).toBe(true);
    goOn(room);
    expect(state.getState().stop).toEqual({ at: 'step', step: 1 });
    goBack(room);
    expect(state.getState().stop).toEqual({ at: 'step', step: 0 });
  });

  it('asked for the end before the recording knows it, shows it once it does, unless another run is open by then', async () => {
    const room = demoOf(createTestLab().lab);
    await opened(room, 0);
    const { stage } = room;
    const known = stage.recording.getState();
    const early = known.timeline && { ...known.timeline, done: false };
    const askEarly = (): void => {
      stage.recording.setState({ timeline: early });
      showEnd(stage);
      expect(stage.playback.getState().at).toBe(0);
    };
    askEarly();
    stage.recording.setState({ run: known.run + 1 });
    stage.recording.setState(known);
    expect(stage.playback.getState().at).toBe(0);
    askEarly();
    stage.recording.setState(known);
    expect(isOver(known.timeline, stage.playback.getState().at)).toBe(true);
  });

  it('comes back to a step at its beginning, ready to be surprised again', async () => {
    const room = demoOf(createTestLab().lab);
    await opened(room, 2);
    showEnd(room.stage);
    room.stage.playback.setState({ announced: ['agreement@1'] });
    room.go({ at: 'step', step: 2 });
    await until('it is rewound', () => room.stage.playback.getState().at === 0);
    expect(room.stage.playback.getState().announced).toEqual([]);
  });

  it('ends with the summary, and begins with the first step', () => {
    const room = demoOf(createTestLab().lab);
    room.go({ at: 'yours' });
    goOn(room);
    expect(room.state.getState().stop).toEqual({ at: 'yours' });
    room.go({ at: 'step', step: 0 });
    goBack(room);
    expect(room.state.getState().stop).toEqual({ at: 'step', step: 0 });
  });
});

describe('an address of the demo', () => {
  it('is followed, and one without a step leaves the demo where it is', () => {
    const { lab, addresses } = createTestLab();
    const room = demoOf(lab);
    room.follow('step=4');
    expect(room.state.getState().stop).toEqual({ at: 'step', step: 3 });
    lab.site.setState({ page: 'demo', query: '' });
    room.follow('');
    expect(room.state.getState().stop).toEqual({ at: 'step', step: 3 });
    // Whoever copies the link then takes what is shown.
    expect(lab.site.getState().query).toBe('step=4');
    expect(addresses.at(-1)).toBe('demo?step=4');
    room.follow('step=yours&n=9&f=2&same=4');
    expect(room.state.getState()).toMatchObject({
      stop: { at: 'yours' },
      council: { n: 9, f: 2, same: 4 },
    });
  });

  it.each([
    ['step=9', /step “9”/],
    ['step=0', /step “0”/],
    ['step=yours&n=900', /n is a whole number from 1 to 40, not “900”/],
    ['step=2&foo=bar', /says “foo”, which means nothing here/],
    [`step=${'9'.repeat(99)}`, /step “9{40}…”/],
    ['step=yours&n=4&f=4', /f is a whole number from 0 to 3, not “4”/],
  ])('%s: what cannot be read is said, and something is shown', (query, problem) => {
    const { lab } = createTestLab();
    const room = demoOf(lab);
    room.follow(query);
    // The address is put right, and the page follows it once more.
    room.follow(lab.site.getState().query);
    expect(room.state.getState().problem).toMatch(problem);
  });

  it('says so, too, where what is shown in its place stands there already', () => {
    const { lab } = createTestLab();
    const room = demoOf(lab);
    room.follow('step=1');
    room.follow('step=9');
    expect(room.state.getState().problem).toMatch(/step “9”/);
    room.go({ at: 'step', step: 0 });
    expect(room.state.getState().problem).toBe('');
  });
});
