import { HAND } from '../../model/index.ts';
import type { Envelope, Fact, Kernel, Sentence, Step, TraceEvent } from '../../model/index.ts';
import { type Act, actsOf, type Scene } from './acts.ts';
import { tellIntervention, tellUnreleased } from './hands.ts';
import { claimantOf, kindCode, kindName } from '../bodies.ts';
import { tellMark, tellPartition } from './changes.ts';
import { tellFacts, tellingOf, tellReading } from './facts.ts';
import { tellSends } from './sends.ts';
import type { Studio } from '../studio.ts';
import { duration, paragraph, process, say } from '../../base/words.ts';

/** Tells a step in a few plain sentences: what came, what it means by the figures, and what was done because of it. */

export function tellStep(studio: Studio, step: number, after: Kernel): Step {
  const { steps, trace } = studio.recording;
  const first = steps.firstOf(step);
  const events: TraceEvent[] = [];
  for (let index = first; index < steps.endOf(step); index += 1) events.push(trace.at(index));
  const acts = actsOf(events, first);
  const root = acts.at(-1)?.root ?? null;
  const isMessage = root !== null && (root.kind === 'deliver' || root.kind === 'drop');
  return {
    moment: steps.momentOf(step),
    first,
    process: acts.at(-1)?.process ?? -1,
    kind: kindOf(root),
    message: isMessage ? kindCode(root.body, studio.parts.protocol) : -1,
    notable: acts.some((act) => isNotable(studio, act)),
    sentence: paragraph(acts.map((act) => tellAct({ studio, after }, act))),
  };
}

function isNotable({ parts }: Studio, act: Act): boolean {
  const { notable } = parts.protocol.narrator;
  return (
    act.violations.length > 0 ||
    act.proofs.length > 0 ||
    [...act.facts, ...act.afterwards].some((fact) => notable.includes(fact.fact) || turns(fact))
  );
}

const turns = (fact: Fact): boolean => fact.fact === 'text-read' && fact.obeyed.length > 0;

function kindOf(root: TraceEvent | null): Step['kind'] {
  switch (root?.kind) {
    case 'deliver':
    case 'drop':
      return root.kind;
    case 'timer-fired':
      return 'timer';
    case 'crash':
    case 'recover':
    case 'mark':
      return 'fault';
    case 'partition':
    case 'heal':
      return 'network';
    case 'intervene':
      return 'intervene';
    default:
      return 'client';
  }
}

function tellAct(scene: Scene, act: Act): Sentence {
  return paragraph([
    tellRoot(scene, act),
    ...act.unreleased.map(tellUnreleased),
    ...tellFacts(scene, act),
    tellSends(scene, act),
    ...act.proofs.map(({ replica, because }) => say`${process(replica)} is convicted: ${because}.`),
    ...act.afterwards.map(tellAfterwards),
    ...act.violations.map(
      ({ monitor, detail }) => say`${titleOf(scene, monitor)} is broken: ${detail}`,
    ),
  ]);
}

function tellAfterwards(fact: Fact): Sentence {
  return fact.fact === 'text-read' ? tellReading(fact) : [];
}

function titleOf({ studio }: Scene, monitor: string): string {
  return studio.parts.monitors.find(({ id }) => id === monitor)?.title ?? monitor;
}

function tellRoot(scene: Scene, act: Act): Sentence {
  const { root } = act;
  switch (root?.kind) {
    case 'deliver':
      return tellDelivery(scene, act, root);
    case 'drop':
      return say`${process(root.to)} does not get ${kindName(root.body)}: it is crashed.`;
    case 'timer-fired':
      return tellTimer(scene, root);
    case 'crash':
      return say`${process(root.process)} crashes: it keeps what it has stored and does nothing any more.`;
    case 'recover':
      return say`${process(root.process)} starts again with what it had stored.`;
    case 'mark':
      return tellMark(root, scene.studio.parts.tactics);
    case 'partition':
      return tellPartition(root, scene.studio.scenario.replicas);
    case 'heal':
      return say`The network is whole again.`;
    case 'intervene':
      return tellIntervention(root.action, act.void, scene.studio.parts.tactics);
    default:
      return [];
  }
}

function tellDelivery(
  scene: Scene,
  act: Act,
  { from, process: to, body }: TraceEvent & { kind: 'deliver' },
): Sentence {
  const name = kindName(body);
  const claimant = claimantOf(body);
  const isRelayed = claimant !== -1 && claimant !== from;
  if (act.rejected !== '' && wasTamperedWith(scene, act)) {
    return say`${process(to)} rejects the tampered ${name} from ${process(from)}: ${act.rejected}.`;
  }
  if (act.rejected !== '') {
    const claim = isRelayed
      ? say` that claims to come from ${process(claimant)}`
      : say` from ${process(from)}`;
    return say`${process(to)} rejects a ${name}${claim}: ${act.rejected}.`;
  }
  const source = isRelayed
    ? say`${process(claimant)} through ${process(from)}`
    : say`${process(from)}`;
  const isIdle = act.facts.every(({ fact }) => fact === 'rule');
  if (act.ignored !== '' && isIdle) {
    return say`${process(to)} ignores ${name} from ${source}: ${act.ignored}.`;
  }
  const subject = say`${process(to)} gets ${name} from ${source}`;
  return isIdle ? say`${subject}${tellProgress(scene, act, { to, body })}.` : say`${subject}.`;
}

function wasTamperedWith({ studio: { recording } }: Scene, { root }: Act): boolean {
  const flight = recording.flights.ofSend(root?.cause ?? -1);
  return flight >= 0 && (recording.flights.at(flight).touches & HAND.tampered) !== 0;
}

function tellProgress(
  scene: Scene,
  act: Act,
  { to, body }: Pick<Envelope, 'to' | 'body'>,
): Sentence {
  const { narrator } = scene.studio.parts.protocol;
  return narrator.tellProgress(body, scene.after.inspect(to), tellingOf(scene, act));
}

function tellTimer(
  { studio }: Scene,
  event: TraceEvent & { kind: 'timer-clear' | 'timer-fired' },
): Sentence {
  if (event.timer.startsWith('adversary:'))
    return say`${process(event.process)} acts on its own plan.`;
  const set = event.cause === null ? null : studio.recording.trace.at(event.cause);
  const waited = set === null ? '' : duration(event.at - set.at);
  return studio.parts.protocol.narrator.tellTimer(event.timer, event.process, waited);
}
