import { describe, expect, it } from 'vitest';
import type { Body, Fault, Tactic } from '../../../src/core/model/index.ts';
import { badNewView } from '../../../src/core/protocols/pbft/attacks/bad-new-view.ts';
import { hideCertificates } from '../../../src/core/protocols/pbft/attacks/hide-certificates.ts';
import type {
  NewView,
  PreparedProof,
  ViewChange,
} from '../../../src/core/protocols/pbft/messages.ts';
import { parseMessage } from '../../../src/core/protocols/pbft/parse.ts';
import { council, judged, liarsWith, sentBy, type Council } from './council.ts';
import { stubContext } from './stub.ts';

/** The first primary is away for a while, so that the view changes while there is something to be shown. */
const AWAY: Fault = { kind: 'crashed', replicas: [0], at: 120_000, until: 900_000 };

function run(tactic: string, lie: string, liar: number, seed = 1): Council {
  return council({
    seed,
    faults: [AWAY, liarsWith(tactic, { lie }, [liar])],
    pbft: { checkpointInterval: 2, window: 4 },
  });
}

function choicesOf(tactic: Tactic): readonly string[] {
  const option = tactic.options.find(({ id }) => id === 'lie');
  return option?.kind === 'choice' ? option.choices.map(({ id }) => id) : [];
}

/** Why loyal replicas refuse the message; null where it is valid and they live with it. */
const HIDING: Readonly<Record<string, RegExp | null>> = {
  hide: null,
  stale: null,
  inflated: null,
  'two-faces': null,
  invented: /^certificate for sequence number \d: the signature does not match/,
  unproven: /too few replicas stand behind it/,
  unsigned: /the signature does not match the key/,
  'double-prepares': /R1 stands in it twice/,
  'primary-prepare': /R0 stands in it twice/,
  'mixed-views': null,
  'future-view': /of view 1, which had not been left/,
  'outside-window': /outside its window/,
  'two-for-one': /two certificates for sequence number/,
  'short-proof': /2 CHECKPOINT messages instead of 3 prove/,
  'double-proof': /vouches for it twice/,
  'other-proof': /a CHECKPOINT in it is for something else/,
  'too-low': null,
  'too-high': /0 CHECKPOINT messages instead of 3 prove its checkpoint 4/,
};

describe('hide-certificates', () => {
  it('has an expectation for every lie', () => {
    expect(Object.keys(HIDING)).toEqual(choicesOf(hideCertificates));
  });

  it.each(Object.entries(HIDING))('[B24] %s', (lie, refused) => {
    for (const seed of [1, 2, 3]) {
      const ran = run('hide-certificates', lie, 3, seed);
      const reasons = judged(ran, 'reject');
      expect(ran.broken).toEqual([]);
      expect(ran.view).toBe(1);
      expect(sentBy(ran, 3).some(({ body }) => body.type === 'view-change')).toBe(true);
      if (refused === null) expect(reasons).toEqual([]);
      else expect(reasons.length).toBeGreaterThan(3);
      for (const reason of reasons) expect(reason).toMatch(refused ?? /^$/);
    }
  });

  it.each([
    ['hide', () => true, 0, 2],
    ['two-faces', (to: number) => to % 2 === 1, 0, 2],
    ['too-low', () => true, 1, 0],
  ] as const)('[B24] %s leaves out what the honest one shows', (lie, isTold, shown, stable) => {
    const changes = sentBy(run('hide-certificates', lie, 3), 3).flatMap(({ to, body }) => {
      const said = parseMessage(body);
      return said?.type === 'view-change' ? [{ to, said }] : [];
    });
    const told = changes.filter(({ to }) => isTold(to));
    expect(told.length).toBeGreaterThan(0);
    for (const { said } of told) expect(said).toMatchObject({ stable });
    for (const { said } of told) expect(said.prepared).toHaveLength(shown);
    for (const { said } of changes.filter(({ to }) => !isTold(to)))
      expect(said.prepared).toHaveLength(1);
  });
});

const digest = (digit: string): string => digit.repeat(64);

function proof(view: number, seq: number, of: string): PreparedProof {
  const place = { view, seq, digest: of, sig: 'aa' };
  return {
    proposal: { type: 'pre-prepare', ...place, replica: view % 4 },
    prepares: [2, 3].map((replica) => ({ type: 'prepare', ...place, replica })),
  };
}

function viewChange(view: number, replica: number, prepared: readonly PreparedProof[]): ViewChange {
  return { type: 'view-change', view, stable: 0, stableProof: [], prepared, replica, sig: 'aa' };
}

function bentBy(tactic: Tactic, lie: string, message: Body, from: number): unknown {
  const ctx = stubContext([from], '', { lie });
  return tactic.onSend?.(tactic.start(ctx), { from, to: 2, body: message }, ctx)[0]?.body;
}

describe('what takes two view changes', () => {
  it('[B24] mixed-views puts old prepares under a proposal that the liar signs for a view it led', () => {
    const honest = viewChange(3, 1, [proof(0, 1, digest('a'))]);
    const bent = bentBy(hideCertificates, 'mixed-views', honest, 1);
    expect(bent).toMatchObject({
      prepared: [
        {
          proposal: { view: 1, replica: 1, sig: 'ab', digest: digest('a') },
          prepares: [{ view: 0 }, { view: 0 }],
        },
      ],
    });
  });

  it('[B24] stale shows the first certificate of a number instead of the last', () => {
    const ctx = stubContext([3], '', { lie: 'stale' });
    const hider = hideCertificates.start(ctx);
    hider.first[1] = proof(0, 1, digest('a'));
    const body = viewChange(3, 3, [proof(1, 1, digest('b')), proof(1, 2, digest('c'))]);
    const [sent] = hideCertificates.onSend?.(hider, { from: 3, to: 2, body }, ctx) ?? [];
    const shown = parseMessage(sent?.body ?? null);
    const digests =
      shown?.type === 'view-change' ? shown.prepared.map((p) => p.proposal.digest) : [];
    expect(digests).toEqual([digest('a'), digest('c')]);
  });

  it('[B24] stale does so in a council whose view changes twice, and nothing comes of it', () => {
    const ran = council({
      pbft: { checkpointInterval: 16, window: 32 },
      workload: { clients: 2, requests: 9, payload: ['add score 1', 'set hill north'] },
      faults: [
        { ...AWAY, until: 800_000 },
        { kind: 'crashed', replicas: [1], at: 860_000, until: 1_600_000 },
        liarsWith('hide-certificates', { lie: 'stale' }, [2]),
      ],
    });
    const views = sentBy(ran, 2).flatMap(({ body }) => {
      const said = parseMessage(body);
      return said?.type === 'view-change' && said.view === 2
        ? said.prepared.map(({ proposal }) => proposal.view)
        : [];
    });
    expect(new Set(views)).toEqual(new Set([0, 1]));
    expect(ran.broken).toEqual([]);
    expect(ran.view).toBe(2);
  });

  it('[B24] [V6] inflated is refused: the view that it claims is not the one that was signed for', () => {
    const late = {
      at: 0,
      until: 1_000_000,
      from: null,
      to: null,
      kinds: ['commit'],
      by: 4_000_000,
    };
    const said = {
      network: { delays: [late], gst: 1_000_000 },
      faults: [liarsWith('hide-certificates', { lie: 'inflated' }, [3])],
    };
    const ran = council(said);
    expect(judged(ran, 'reject').join()).toMatch(/not proposed by R1, the primary of view 1/);
    expect(ran.broken).toEqual([]);
    const believed = council({ ...said, ablate: ['certificate-view'] });
    expect(believed.broken).toContain('certificates');
  });

  it('[B27] lower-view proposes again what an older certificate is for', () => {
    const { sent } = newViewOf('lower-view', [
      viewChange(2, 1, [proof(0, 1, digest('a'))]),
      viewChange(2, 2, []),
      viewChange(2, 3, [proof(1, 1, digest('b'))]),
    ]);
    expect(sent).toMatchObject({ proposals: [{ seq: 1, digest: digest('a') }] });
  });

  it('[B27] stale takes a VIEW-CHANGE that somebody sent for an earlier view', () => {
    const old = viewChange(1, 3, []);
    const { sent } = newViewOf(
      'stale',
      [viewChange(2, 1, []), viewChange(2, 2, []), viewChange(2, 3, [proof(1, 1, digest('b'))])],
      old,
    );
    expect(sent).toMatchObject({
      viewChanges: [{ view: 2 }, { view: 2 }, { view: 1, replica: 3 }],
      proposals: [],
    });
  });
});

/** What R2 says instead of an honest NEW-VIEW for view 2. */
function newViewOf(lie: string, viewChanges: readonly ViewChange[], heard?: ViewChange) {
  const ctx = stubContext([2], '', { lie });
  const opener = badNewView.start(ctx);
  if (heard !== undefined)
    badNewView.onReceive?.(opener, { from: 3, to: 2, body: heard, event: 0 }, ctx);
  const honest: NewView = {
    type: 'new-view',
    view: 2,
    viewChanges,
    proposals: [
      { type: 'pre-prepare', view: 2, seq: 1, digest: digest('b'), replica: 2, sig: 'ab' },
    ],
    replica: 2,
    sig: 'ab',
  };
  return { sent: badNewView.onSend?.(opener, { from: 2, to: 1, body: honest }, ctx)[0]?.body, ctx };
}

const OPENING: Readonly<Record<string, RegExp | null>> = {
  short: /only 2 replicas want view 1/,
  duplicate: /R1 stands in it twice/,
  stale: /a VIEW-CHANGE in it is for view 2/,
  forged: /VIEW-CHANGE of R2: the signature does not match/,
  unproven: /VIEW-CHANGE of R1: certificate for sequence number 3: the signature does not match/,
  missing: /it does not propose what its VIEW-CHANGE messages call for/,
  extra: /it does not propose what its VIEW-CHANGE messages call for/,
  'wrong-digest': /sequence number 3 does not follow/,
  'lower-view': /sequence number 3 does not follow/,
  null: /sequence number 3 does not follow/,
  real: /it does not propose what its VIEW-CHANGE messages call for/,
  'old-view': /a proposal in it is not of the new primary for the new view/,
  'low-start': /it does not propose what its VIEW-CHANGE messages call for/,
  'high-start': /it does not propose what its VIEW-CHANGE messages call for/,
  two: null,
};

describe('bad-new-view', () => {
  it('has an expectation for every lie', () => {
    expect(Object.keys(OPENING)).toEqual(choicesOf(badNewView));
  });

  it.each(Object.entries(OPENING))('[B27] %s', (lie, refused) => {
    for (const seed of [1, 2, 3]) {
      const ran = run('bad-new-view', lie, 1, seed);
      const reasons = judged(ran, 'reject');
      expect(ran.broken).toEqual([]);
      expect(sentBy(ran, 1).some(({ body }) => body.type === 'new-view')).toBe(true);
      // A NEW-VIEW that is refused costs one more view; a valid one does not.
      expect(ran.view).toBe(refused === null ? 1 : 2);
      if (refused === null) expect(reasons).toEqual([]);
      else expect(reasons.length).toBeGreaterThan(1);
      for (const reason of reasons) expect(reason).toMatch(refused ?? /^$/);
    }
  });

  it('[B27] two shows the halves different proofs, and both propose the same again', () => {
    // With six there is one VIEW-CHANGE more than a quorum although one replica is away.
    const told = council({
      replicas: 6,
      faults: [AWAY, liarsWith('bad-new-view', { lie: 'two' }, [1])],
    });
    const proofs = new Map<string, unknown>();
    for (const { body } of sentBy(told, 1)) {
      const said = parseMessage(body);
      if (said?.type === 'new-view')
        proofs.set(
          said.viewChanges.map(({ replica }) => replica).join(),
          said.proposals.map(({ seq, digest: of }) => `${seq}:${of}`).join(),
        );
    }
    expect(proofs.size).toBe(2);
    expect(new Set(proofs.values()).size).toBe(1);
    expect(told.broken).toEqual([]);
  });

  it('[B27] gives a number that it left out to an order of its own client', () => {
    const ran = run('bad-new-view', 'missing', 1);
    const own = sentBy(ran, 1).flatMap(({ body }) => {
      const said = parseMessage(body);
      return said?.type === 'pre-prepare' && said.view === 1 ? said.requests : [];
    });
    expect(own.some(({ operation }) => operation === 'order RETREAT')).toBe(true);
  });

  it('[B27] makes a council believe it that does not check', () => {
    const broken = [1, 2, 3, 4, 5, 6].flatMap(
      (seed) =>
        council({
          seed,
          ablate: ['new-view-validation'],
          faults: [AWAY, liarsWith('bad-new-view', { lie: 'wrong-digest' }, [1])],
        }).broken,
    );
    expect(broken).toContain('agreement');
  });
});
