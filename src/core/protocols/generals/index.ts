import type { Protocol } from '../../model/index.ts';
import { ABLATIONS } from './ablations.ts';
import { ballots } from './ballots.ts';
import { COMPOSE } from './compose.ts';
import { general } from './general.ts';
import { client, inspectClient, type ClientState } from './headquarters.ts';
import { inspectLog } from './inspect-log.ts';
import { inspectReplica } from './inspect.ts';
import { refusal } from './limits.ts';
import { about, MESSAGES, proposal } from './messages.ts';
import { GLOSSARY } from './glossary.ts';
import { narrator } from './narrator.ts';
import { PLAIN, TERMS } from './plain.ts';
import { roundLength } from './rounds.ts';
import type { GeneralsConfig, GeneralState } from './state.ts';
import { sums } from './sums.ts';
import { statement, testimony, topic } from './testimony.ts';

/**
 * The Byzantine generals of 1982: the algorithms OM(m) with oral and SM(m) with signed messages.
 *
 * Idea: a commander gives an order; as some general may be a traitor, the lieutenants tell each other what they heard, and what they
 * heard that others heard, m+1 rounds deep. Then each obeys what most of it says (oral), or the only order that it holds with the
 * signatures of all on its way (signed).
 * Wanted: IC1, all loyal lieutenants obey the same order; IC2, if the commander is loyal, they obey his.
 * Assumes: at most m traitors; every message arrives, within a known time, so that silence is noticed; who sends is known. Oral
 * messages need n > 3m; signed ones work for any n.
 * Rounds: round r carries messages that r generals have passed on; it lasts as long as the network takes at most, and a little more.
 * Settled here: the commander is R0; m is the tolerance; orders come from headquarters, the first client, which also tells the
 * lieutenants when to expect one, so that a silent commander is noticed; an order's number is its sequence number; a general
 * obeys by executing, and reports to headquarters. Relays leave at the end of a round, also for signed messages, so that a chain has
 * as many signatures as its round. The clients are people's own machines and never lie. Where the network loses messages or
 * holds them up, the guarantees are gone, and the run says so.
 * Source: Lamport, Shostak and Pease, The Byzantine Generals Problem, TOPLAS 4(3), 1982.
 */
export const generals: Protocol<GeneralState, ClientState, GeneralsConfig> = {
  id: 'generals',
  title: 'Byzantine generals (1982)',
  source: 'Lamport, Shostak and Pease, The Byzantine Generals Problem, TOPLAS 1982',
  messages: MESSAGES,
  rules: {},
  ablations: ABLATIONS,
  backgroundTimers: [],
  terms: TERMS,
  plain: PLAIN,
  glossary: GLOSSARY,
  configure: (scenario) => ({
    messages: scenario.generals.messages,
    round: roundLength(scenario),
  }),
  refuse: refusal,
  replica: general,
  client,
  about,
  proposal,
  testimony,
  statement,
  topic,
  rivals: {},
  breach: () => null,
  ballots,
  compose: COMPOSE,
  inspectReplica,
  inspectLog,
  inspectClient,
  narrator,
  sums,
};
