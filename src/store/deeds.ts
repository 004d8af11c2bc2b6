/** Everything that is done to a run at some time: interventions, faults with times, partitions, held-up messages. Pure. */
import { actionLabel } from '../core/base/action-words.ts';
import type { Micros, Scenario, TacticInfo, Timeline } from '../core/model/index.ts';
import { withinRequests } from './agents.ts';

export type Deed = {
  readonly source: 'intervention' | 'fault' | 'partition' | 'delay';
  /** The action or the kind of fault, as the scenario writes it. */
  readonly what: string;
  /** Where it stands in its list of the scenario. */
  readonly index: number;
  readonly at: Micros;
  /** Null where it has no end. */
  readonly until: Micros | null;
  readonly label: string;
  /** The words in it that can be edited; null: none. */
  readonly text: string | null;
  /** Why it did nothing in this run; '' where it did what it says, or has not come yet. */
  readonly void: string;
};

/** By time. The timeline gives interventions the words that they have everywhere else. */
export function deedsOf(
  scenario: Scenario,
  timeline: Timeline | null,
  tactics: readonly TacticInfo[],
): readonly Deed[] {
  const deeds = [
    ...interventionDeeds(scenario, timeline, tactics),
    ...scenario.faults.flatMap(faultDeed),
    ...scenario.network.partitions.map(({ at, until, groups }, index): Deed => ({
      ...{ source: 'partition', what: 'partition', index, at, until, text: null, void: '' },
      label: `network split: ${groups.map(namesOf).join(' | ')}`,
    })),
    ...scenario.network.delays.map(({ at, until, by, kinds }, index): Deed => ({
      ...{ source: 'delay', what: 'delay', index, at, until, text: null, void: '' },
      label: `${kinds === null ? 'messages' : kinds.join(', ')} held up by ${by / 1000} ms`,
    })),
  ];
  return deeds.sort((a, b) => a.at - b.at);
}

function interventionDeeds(
  scenario: Scenario,
  timeline: Timeline | null,
  tactics: readonly TacticInfo[],
): readonly Deed[] {
  const order = scenario.interventions
    .map((each, index) => ({ each, index }))
    .sort((a, b) => a.each.at - b.each.at || a.each.after - b.each.after || a.index - b.index);
  return order.map(({ each, index }, place): Deed => {
    // They are applied in this order, so that the timeline has them in it as far as it has come.
    const applied = timeline?.interventions[place];
    return {
      source: 'intervention',
      what: each.do,
      index,
      at: each.at,
      until: null,
      label: actionLabel(each, scenario, tactics),
      text: 'text' in each ? each.text : null,
      void: applied?.moment.at === each.at ? applied.void : '',
    };
  });
}

/** Those that hold from the start to the end are part of the set-up. */
function faultDeed(fault: Scenario['faults'][number], index: number): readonly Deed[] {
  const { at, until, kind, replicas } = fault;
  if (at === 0 && until === null) return [];
  const text = fault.kind === 'prompt-injected' ? fault.text : null;
  return [
    {
      source: 'fault',
      what: kind,
      index,
      at,
      until,
      label: `${namesOf(replicas)} ${kind}`,
      text,
      void: '',
    },
  ];
}

function namesOf(replicas: readonly number[]): string {
  return replicas.map((replica) => `R${replica}`).join(', ');
}

export type DeedChange = {
  readonly at?: Micros;
  readonly until?: Micros;
  readonly text?: string;
};

/** The scenario with one deed changed, or with null without it. Everything else stays, also what comes later. */
export function withDeed(scenario: Scenario, deed: Deed, change: DeedChange | null): Scenario {
  const { network } = scenario;
  switch (deed.source) {
    case 'intervention':
      return withinRequests({
        ...scenario,
        interventions: changed(
          scenario.interventions,
          deed.index,
          (each) => change && { ...each, ...textOf(change), ...moved(change) },
        ),
      });
    case 'fault':
      return {
        ...scenario,
        faults: changed(
          scenario.faults,
          deed.index,
          (each) => change && { ...each, ...textOf(change), ...span(deed, change) },
        ),
      };
    case 'partition':
      return {
        ...scenario,
        network: {
          ...network,
          partitions: changed(
            network.partitions,
            deed.index,
            (each) => change && { ...each, ...ended(span(deed, change)) },
          ),
        },
      };
    case 'delay':
      return {
        ...scenario,
        network: {
          ...network,
          delays: changed(
            network.delays,
            deed.index,
            (each) => change && { ...each, ...ended(span(deed, change)) },
          ),
        },
      };
  }
}

function changed<T>(
  list: readonly T[],
  index: number,
  change: (each: T) => T | null,
): readonly T[] {
  return list.flatMap((each, at) => {
    if (at !== index) return [each];
    const next = change(each);
    return next === null ? [] : [next];
  });
}

function textOf({ text }: DeedChange): { readonly text?: string } {
  return text === undefined ? {} : { text };
}

/** First within its new microsecond: how many steps come before it there is not known. */
function moved({ at }: DeedChange): { readonly at?: Micros; readonly after?: number } {
  return at === undefined ? {} : { at, after: 0 };
}

/** What has an end keeps its length when it is moved. */
function span(
  deed: Deed,
  change: DeedChange,
): { readonly at: Micros; readonly until: Micros | null } {
  const at = change.at ?? deed.at;
  if (change.until !== undefined) return { at, until: change.until };
  return { at, until: deed.until === null ? null : deed.until + at - deed.at };
}

function ended({ at, until }: { readonly at: Micros; readonly until: Micros | null }): {
  readonly at: Micros;
  readonly until: Micros;
} {
  return { at, until: until ?? at };
}
