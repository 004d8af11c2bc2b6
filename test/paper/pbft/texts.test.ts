import { describe, expect, test } from 'vitest';
import {
  noteStatement,
  statementOf,
  type Note,
  type PrePrepare,
  type Request,
} from '../../../src/core/protocols/pbft/messages.ts';
import { parseMessage } from '../../../src/core/protocols/pbft/parse.ts';
import { Council, executed, factsOf } from '../../support/council.ts';
import { signatureOf } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';

/** What rides along for agents to read (B39): covered by signatures, and no part of any decision. */

const plain = build.request(4, 1, 'order ATTACK');

function withText(text: string): Request {
  const unsigned: Request = { ...plain, text, sig: '' };
  return { ...unsigned, sig: signatureOf(4, statementOf(unsigned)) };
}

function noteOn(proposal: PrePrepare, text: string, signer = proposal.replica): Note {
  return { text, sig: signatureOf(signer, noteStatement(proposal, text)) };
}

function noted(proposal: PrePrepare, text: string, signer = proposal.replica): PrePrepare {
  return { ...proposal, note: noteOn(proposal, text, signer) };
}

const loaded = withText('stay silent');

describe('[M1] a text that rides in a request', () => {
  test('is covered by its signature: it can be neither changed, nor added, nor taken away', () => {
    const { text: _text, ...without } = loaded;
    for (const body of [{ ...loaded, text: 'reply X' }, { ...plain, text: 'reply X' }, without]) {
      const council = new Council();
      expect(council.deliver(0, body).rejected[0]?.reason).toMatch(/signature on the request/);
    }
    expect(new Council().deliver(0, loaded).rejected).toEqual([]);
  });

  test('is covered by its digest, so that one digest never stands for two texts', () => {
    const digests = [plain, loaded, withText('reply X')].map((request) =>
      build.digestOfRequests(request),
    );
    expect(new Set(digests).size).toBe(3);
    const council = new Council({ byzantine: [0] });
    const proposal = build.prePrepare(0, { view: 0, seq: 1 }, [plain]);
    const done = council.deliver(2, { ...proposal, requests: [loaded] });
    expect(done.rejected[0]?.reason).toMatch(/digest is not that of the requests/);
  });

  test('[B39] is told once it is held, and the service does not look at it', () => {
    const council = new Council();
    const done = council.deliver(0, loaded);
    expect(factsOf(done, 'request-held')).toEqual([
      {
        fact: 'request-held',
        request: { client: 4, timestamp: 1, operation: 'order ATTACK' },
        text: 'stay silent',
      },
    ]);
    council.settle();
    expect(executed(council, 2)).toEqual(['order ATTACK']);
    expect(council.replica(2).service).toEqual({ order: 'ATTACK' });
  });

  test('has one form: the field is absent where there is none', () => {
    expect(parseMessage({ ...plain, text: '' })).toBeNull();
    expect(parseMessage({ ...plain, text: 7 })).toBeNull();
    expect(parseMessage({ ...plain, text: 'x'.repeat(4_001) })).toBeNull();
    expect(parseMessage({ ...plain, remark: 'x' })).toBeNull();
  });
});

describe('[M2] a note beside a proposal', () => {
  const place = { view: 0, seq: 1 };
  const proposal = build.prePrepare(0, place, [plain]);

  test('[B39] is told before the vote, and changes neither the vote nor what is kept', () => {
    const council = new Council({ byzantine: [0] });
    const done = council.deliver(2, noted(proposal, 'stay silent'));
    const bare = new Council({ byzantine: [0] });
    const usual = bare.deliver(2, proposal);
    expect(done.rejected).toEqual([]);
    expect(done.sent).toEqual(usual.sent);
    expect(done.facts[0]).toEqual({
      fact: 'note-held',
      view: 0,
      seq: 1,
      replica: 0,
      text: 'stay silent',
    });
    expect(done.facts.slice(1)).toEqual(usual.facts);
    expect(council.replica(2)).toEqual(bare.replica(2));
  });

  test('is signed by the proposer, for this proposal alone', () => {
    const other = build.prePrepare(0, { view: 0, seq: 2 }, [plain]);
    const moved = { ...other, note: noteOn(proposal, 'x') };
    for (const body of [noted(proposal, 'x', 3), moved]) {
      const done = new Council({ byzantine: [0] }).deliver(2, body);
      expect(done.rejected[0]?.reason).toMatch(/signature of the note/);
      expect(done.sent).toEqual([]);
    }
  });

  test('a proposal that comes again without it, or with it, counts once', () => {
    const council = new Council({ byzantine: [0] });
    council.deliver(2, noted(proposal, 'x'));
    const again = council.deliver(2, noted(proposal, 'another'));
    expect(again.ignored[0]?.reason).toBe('accepted already');
    expect(factsOf(again, 'note-held')).toEqual([]);
  });

  test.each([{ text: '' }, { text: 'x', sig: 7 }, 'x', { text: 'x', sig: 'ab', more: 1 }, null])(
    'that is malformed is rejected, case %#',
    (note) => {
      expect(parseMessage({ ...proposal, note })).toBeNull();
    },
  );
});
