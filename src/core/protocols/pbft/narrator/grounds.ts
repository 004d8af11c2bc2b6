import { crowd, ofNeeded, plural, process, quote, say } from '../../../base/words.ts';
import type {
  Body,
  Fact,
  FactOf,
  Grounds,
  ProcessId,
  Sentence,
  Telling,
} from '../../../model/index.ts';
import { proposerOf } from './proposer.ts';

/** What each fact of PBFT rests on, so that a chain of causes can be followed back through its quorums. */

/** What makes a replica send a message of that type. */
export const occasions: Readonly<Record<string, readonly Fact['fact'][]>> = {
  request: ['request-sent'],
  'pre-prepare': ['pre-prepared', 'view-entered'],
  prepare: ['pre-prepared', 'view-entered'],
  commit: ['prepared'],
  reply: ['executed', 'executed-tentatively', 'read'],
  checkpoint: ['checkpoint-taken'],
  'view-change': ['view-change-sent'],
  'new-view': ['view-entered'],
  'fetch-state': ['state-wanted'],
};

/** The end of "sent because R1 ...". */
export function tellOccasion(fact: Fact, telling: Telling): Sentence {
  const { process: teller, value } = telling;
  switch (fact.fact) {
    case 'request-sent':
      return fact.attempt === 0
        ? say`wanted ${quote(fact.request.operation)} done`
        : say`had too few answers to ${quote(fact.request.operation)}`;
    case 'pre-prepared':
      return proposerOf(fact.view, telling) === teller
        ? say`gave ${value(fact.digest)} sequence number ${fact.seq}, as primary`
        : say`accepted ${value(fact.digest)} at sequence number ${fact.seq} (pre-prepared)`;
    case 'prepared':
      return say`was prepared on ${value(fact.digest)} at sequence number ${fact.seq}`;
    case 'executed':
      return say`had executed ${value(fact.digest)}`;
    default:
      return tellOther(fact, value);
  }
}

function tellOther(fact: Fact, value: Telling['value']): Sentence {
  switch (fact.fact) {
    case 'executed-tentatively':
      return say`had executed ${value(fact.digest)} tentatively`;
    case 'read':
      return say`had read the answer from its state`;
    case 'checkpoint-taken':
      return say`took a checkpoint after sequence number ${fact.seq}`;
    case 'view-change-sent':
      return say`left its view: ${fact.reason}`;
    case 'view-entered':
      return say`entered view ${fact.view}`;
    case 'state-wanted':
      return say`lacks the state after sequence number ${fact.seq}`;
    default:
      return [];
  }
}

export function grounds(fact: Fact, telling: Telling): Grounds {
  switch (fact.fact) {
    case 'request-sent':
      return fact.attempt === 0
        ? { sentence: tellRequest(fact, telling), isOrigin: true }
        : { sentence: tellRequest(fact, telling) };
    case 'request-held':
      return {
        sentence: say`${who(telling)} took in the request ${quote(fact.request.operation)} of ${process(fact.request.client)}.`,
      };
    case 'pre-prepared':
      return groundsOfProposal(fact, telling);
    case 'prepared':
      return groundsOfVotes(fact, 'prepare', telling);
    case 'committed':
      return groundsOfVotes(fact, 'commit', telling);
    case 'executed':
      return groundsOfExecution(fact, telling);
    case 'executed-tentatively':
      return {
        sentence: say`${who(telling)} executed ${telling.value(fact.digest)} tentatively, because it was prepared at sequence number ${fact.seq}.`,
        own: isAt('prepared', fact.seq),
      };
    case 'reply-accepted':
      return groundsOfAnswer(fact, telling);
    default:
      return groundsOfViews(fact, telling);
  }
}

const who = (telling: Telling) => process(telling.process);

const isAt =
  (kind: Fact['fact'], seq: number) =>
  (other: Fact): boolean =>
    other.fact === kind && 'seq' in other && other.seq === seq;

function tellRequest({ request, attempt }: FactOf<'request-sent'>, telling: Telling): Sentence {
  return attempt === 0
    ? say`${who(telling)} sent its request ${quote(request.operation)}.`
    : say`${who(telling)} asked all replicas for ${quote(request.operation)} again: it had too few equal replies.`;
}

/** A proposal comes from the primary, or with the NEW-VIEW that repeats what was prepared before. */
function groundsOfProposal(
  { view, seq, digest }: FactOf<'pre-prepared'>,
  telling: Telling,
): Grounds {
  const { process: teller, value } = telling;
  const proposer = proposerOf(view, telling);
  const isOfView = (body: Body): boolean =>
    (body.type === 'pre-prepare' && isAbout(body, { view, seq, digest })) ||
    (body.type === 'new-view' && body['view'] === view);
  if (proposer !== teller) {
    return {
      sentence: say`${process(teller)} accepted the proposal of ${process(proposer)}, ${value(digest)} at sequence number ${seq} (pre-prepared).`,
      mail: { from: [proposer], fits: isOfView },
    };
  }
  return {
    sentence: say`${process(teller)}, the primary of view ${view}, gave ${value(digest)} sequence number ${seq}.`,
    // With a new view, else with the request.
    own: (fact) =>
      fact.fact === 'request-held' || (fact.fact === 'view-entered' && fact.view === view),
  };
}

type Slot = { readonly view: number; readonly seq: number; readonly digest: string };

const isAbout = (body: Body, { view, seq, digest }: Slot): boolean =>
  body['view'] === view && body['seq'] === seq && body['digest'] === digest;

/** The primary's vote is its proposal. */
function groundsOfVotes(
  fact: FactOf<'prepared'> | FactOf<'committed'>,
  type: 'prepare' | 'commit',
  { bench, process: teller, value }: Telling,
): Grounds {
  const { view, seq, digest, voters } = fact;
  const primary = view % bench.n;
  const isVote = (body: Body): boolean => {
    if (body.type === type)
      return isAbout(body, fact) && !(type === 'prepare' && body['replica'] === primary);
    if (type === 'commit') return false;
    if (body.type === 'pre-prepare') return isAbout(body, fact);
    return body.type === 'new-view' && body['view'] === view;
  };
  return {
    sentence: say`${process(teller)} was ${fact.fact} on ${value(digest)} at sequence number ${seq}: it had ${ofNeeded(voters.length, bench.q, `${type}s`)}, from ${crowd(voters, bench.n)}.`,
    mail: { from: voters, fits: isVote },
  };
}

/** In the order of sequence numbers: the last thing that was missing is its own commitment, or the execution before it. */
function groundsOfExecution({ seq, digest }: FactOf<'executed'>, telling: Telling): Grounds {
  const what = say`${who(telling)} executed ${telling.value(digest)} as sequence number ${seq}`;
  const isReason = (fact: Fact): boolean =>
    (fact.fact === 'committed' && fact.seq === seq && fact.digest === digest) ||
    isAt('executed', seq - 1)(fact) ||
    isAt('state-installed', seq - 1)(fact);
  return {
    sentence:
      seq === 1
        ? say`${what}, because it was committed.`
        : say`${what}, because it was committed, and everything before it was executed.`,
    own: isReason,
  };
}

function groundsOfAnswer(
  { request, result, replicas }: FactOf<'reply-accepted'>,
  telling: Telling,
): Grounds {
  const isAnswer = (body: Body): boolean =>
    body.type === 'reply' && body['timestamp'] === request.timestamp;
  return {
    sentence: say`${who(telling)} accepted ${quote(result)} for ${quote(request.operation)}: ${plural(replicas.length, 'equal reply', 'equal replies')}, from ${crowd(replicas, telling.bench.n)}.`,
    mail: { from: replicas, fits: isAnswer },
  };
}

function groundsOfViews(fact: Fact, telling: Telling): Grounds {
  const { bench } = telling;
  switch (fact.fact) {
    case 'view-change-sent': {
      const sentence = say`${who(telling)} left its view and asked for view ${fact.view}: ${fact.reason}.`;
      // Time-outs need nobody else; else f+1 others have asked for later views.
      if (!fact.reason.includes('others')) return { sentence };
      const wants = (body: Body): boolean =>
        body.type === 'view-change' && Number(body['view']) >= fact.view;
      return { sentence, mail: { from: others(telling), fits: wants } };
    }
    case 'view-entered':
      return groundsOfEntry(fact, telling);
    case 'checkpoint-taken':
      return {
        sentence: say`${who(telling)} took a checkpoint of its state after sequence number ${fact.seq}.`,
        own: isAt('executed', fact.seq),
      };
    case 'checkpoint-stable':
      return {
        sentence: say`${who(telling)} knew the checkpoint after sequence number ${fact.seq} to be stable: it had ${ofNeeded(fact.voters.length, bench.q, 'equal ones')}, from ${crowd(fact.voters, bench.n)}.`,
        mail: {
          from: fact.voters,
          fits: (body) => body.type === 'checkpoint' && body['seq'] === fact.seq,
        },
      };
    default:
      return groundsOfState(fact, telling);
  }
}

const others = ({ bench, process: teller }: Telling): readonly ProcessId[] =>
  Array.from({ length: bench.n }, (_, id) => id).filter((id) => id !== teller);

function groundsOfEntry({ view }: FactOf<'view-entered'>, telling: Telling): Grounds {
  const primary = view % telling.bench.n;
  if (primary !== telling.process) {
    return {
      sentence: say`${who(telling)} entered view ${view}, because the NEW-VIEW of ${process(primary)} was valid.`,
      mail: { from: [primary], fits: (body) => body.type === 'new-view' && body['view'] === view },
    };
  }
  return {
    sentence: say`${who(telling)} entered view ${view} as its primary: it held the VIEW-CHANGE messages of a quorum of ${telling.bench.q}.`,
    mail: { from: null, fits: (body) => body.type === 'view-change' && body['view'] === view },
  };
}

function groundsOfState(fact: Fact, telling: Telling): Grounds {
  switch (fact.fact) {
    case 'water-marks':
      return {
        sentence: say`${who(telling)} moved its water marks: sequence numbers ${fact.low + 1} to ${fact.high} are in use.`,
        own: (other) =>
          isAt('checkpoint-stable', fact.low)(other) || isAt('state-installed', fact.low)(other),
      };
    case 'state-wanted':
      return {
        sentence: say`${who(telling)} began to fetch the state after sequence number ${fact.seq}: ${fact.reason}.`,
        own: isAt('checkpoint-stable', fact.seq),
      };
    case 'state-installed':
      return {
        sentence: say`${who(telling)} had the whole state after sequence number ${fact.seq} and went on from there.`,
      };
    case 'rolled-back':
      return {
        sentence: say`${who(telling)} took back what it had executed tentatively at sequence number ${fact.seq}.`,
      };
    case 'read':
      return {
        sentence: say`${who(telling)} read the answer to ${quote(fact.request.operation)} from its state.`,
      };
    default:
      return { sentence: [] };
  }
}
