import * as z from 'zod/mini';
import { list, object, record, text, variants, whole, word } from './fields.ts';
import { LIMITS } from './limits.ts';
import { replicas, tactic, time, type ScenarioRules } from './named.ts';

/** What is done to a run at a time: to replicas, to messages on their way, to the network, and in the name of traitors. */
export function intervention(rules: ScenarioRules) {
  const when = { at: time(), after: z._default(whole(0, LIMITS.afterMax), 0) };
  const whom = { ...when, replicas: replicas(rules) };
  const what = { ...when, message: message(rules) };
  return variants('do', ACTS, [
    object({ ...whom, do: z.literal('crash') }),
    object({ ...whom, do: z.literal('restore') }),
    object({ ...whom, do: z.literal('lie'), ...tactic(rules, 'lying') }),
    object({ ...whom, do: z.literal('collude'), ...tactic(rules, 'colluding') }),
    object({ ...whom, do: z.literal('inject'), text: text(1, LIMITS.textMax) }),
    object({ ...when, do: z.literal('order'), text: text(1, LIMITS.textMax) }),
    object({
      ...whom,
      do: z.literal('isolate'),
      until: z._default(z.nullable(time()), null),
    }),
    object({ ...whom, do: z.literal('rejoin') }),
    object({ ...what, do: z.literal('drop') }),
    object({ ...what, do: z.literal('duplicate') }),
    object({ ...what, do: z.literal('hold') }),
    object({ ...what, do: z.literal('release') }),
    object({
      ...what,
      do: z.literal('delay'),
      by: whole(1, LIMITS.delayMax, ' (microseconds)'),
    }),
    object({ ...what, do: z.literal('tamper'), ...replacement() }),
    object({ ...when, do: z.literal('compose'), ...composed(rules) }),
  ]);
}

const ACTS = [
  'crash',
  'restore',
  'lie',
  'collude',
  'inject',
  'order',
  'isolate',
  'rejoin',
  'drop',
  'duplicate',
  'hold',
  'release',
  'delay',
  'tamper',
  'compose',
] as const;

function message(rules: ScenarioRules) {
  return object({
    from: anybody(rules),
    to: anybody(rules),
    kind: word(rules.messages),
    view: z._default(anyWhole(), 0),
    number: z._default(anyWhole().check(z.describe(NUMBER)), 0),
    copy: z._default(whole(0, LIMITS.copiesMax).check(z.describe(COPY)), 0),
    repeat: z._default(whole(0, LIMITS.copiesMax).check(z.describe(REPEAT)), 0),
  });
}

const NUMBER = 'the sequence number, or the timestamp of a request or a reply; 0 where it has none';
const COPY = 'how many with this label went over this link before it';
const REPEAT =
  '0: as it was sent; 1: its repetition by the network; from 2 on: those made by duplicate';

function replacement() {
  const field = text(1, LIMITS.fieldMax).check(
    z.describe('the name of a field; dots lead inwards, as in requests.0.operation'),
  );
  const value = z.union([anyWhole(), text(0, LIMITS.textMax)], {
    error: `must be a whole number or a text of at most ${LIMITS.textMax} characters`,
  });
  return {
    field,
    value: z.exactOptional(value.check(z.describe('left out: one bit of the field is flipped'))),
  };
}

function composed(rules: ScenarioRules) {
  const fields = record('a whole number or a text').check(
    z.describe('by the fields of the form for that kind; left out: what the sender would write'),
  );
  return {
    from: whole(0, rules.replicasMax - 1, ' that is below the number of replicas'),
    as: z.exactOptional(whole(0, rules.replicasMax - 1, ' that is below the number of replicas')),
    kind: word(rules.messages),
    to: list(anybody(rules), 1, LIMITS.delayNamesMax),
    fields: z._default(fields, {}),
  };
}

/** Bodies of traitors may hold any number. */
function anyWhole() {
  return whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

/** A replica, a client, the guest or a client that a traitor owns; which of them there are is checked with the rest at hand. */
function anybody({ replicasMax }: ScenarioRules) {
  const last = 2 * replicasMax + LIMITS.clientsMax;
  return whole(0, last, ' that is a replica or a client');
}
