import { freeze } from '../base/clone.ts';
import { leftOut } from '../base/left-out.ts';
import { createEd25519 } from '../crypto/ed25519.ts';
import { digest } from '../crypto/digest.ts';
import { createIdeal } from '../crypto/ideal.ts';
import type { SignatureScheme } from '../crypto/scheme.ts';
import { Seals } from '../crypto/seals.ts';
import type {
  Court,
  KernelSetup,
  Monitor,
  ProcessId,
  Protocol,
  Scenario,
  Tactic,
} from '../model/index.ts';
import { quorumSize } from '../quorum/thresholds.ts';

/** What never changes during a run: the scenario and what follows from it. */
export type Settings = {
  readonly scenario: Scenario;
  readonly protocol: Protocol;
  readonly tactics: readonly Tactic[];
  readonly monitors: readonly Monitor[];
  readonly n: number;
  readonly f: number;
  readonly q: number;
  /** Runs a person's own orders; the workload's clients lie between the replicas and it. */
  readonly guest: ProcessId;
  readonly processCount: number;
  readonly scheme: SignatureScheme;
  readonly seals: Seals;
  /** The public side of the scheme and of the council. */
  readonly court: Court;
};

/** All of a kernel that never changes, worked out once: n, f, q, the signature scheme, and who is who among the processes. */
export function settingsOf(setup: KernelSetup): Settings {
  const { scenario, protocol, tactics, monitors } = setup;
  const n = scenario.replicas;
  const guest = n + scenario.workload.clients;
  // Keys follow from the seed alone, so that runs which differ in one setting have the same keys and stay comparable.
  const runId = `seed ${scenario.seed}`;
  const scheme = scenario.signatures === 'ed25519' ? createEd25519(runId) : createIdeal(runId);
  const q = quorumSize(scenario.quorum, n, scenario.tolerance);
  return {
    scenario,
    protocol,
    tactics,
    monitors,
    n,
    f: scenario.tolerance,
    q,
    guest,
    processCount: guest + 1 + n,
    scheme,
    seals: new Seals(scheme),
    court: {
      n,
      q,
      verify: (signer, statement, signature) => scheme.verify(signer, statement, signature),
      digest,
    },
  };
}

/** The client identity that an adversary led by this replica owns. */
export function accompliceOf(settings: Settings, replica: ProcessId): ProcessId {
  return settings.guest + 1 + replica;
}

/** What every replica of the run is started with: the protocol's part of the scenario, and the rules that are left out. */
export function replicaConfig({ scenario, protocol }: Settings) {
  return configOf(protocol.configure(scenario), { ablate: ablations(scenario, protocol) });
}

/** The guest has no operations of its own: a person gives them while the run plays. */
export function clientConfig(settings: Settings, client: ProcessId) {
  const { scenario, protocol, n, guest } = settings;
  const { workload, timers } = scenario;
  return configOf(protocol.configure(scenario), {
    timeout: timers.client,
    interval: workload.interval,
    operations: client === guest ? [] : operationsOf(workload, client - n),
    ablate: ablations(scenario, protocol),
  });
}

/** Not by spreading: V8 gives what is made so in many runs a shape of its own each time, and compiles the protocol anew for it. */
function configOf<A extends object, B extends object>(ofProtocol: A, common: B): A & B {
  return freeze(Object.assign({}, ofProtocol, common));
}

/**
 * A list of texts is dealt like cards: the first to the first client, the next to the next, and from the beginning again until
 * every client has one. Who has several asks for one after the other, over and over.
 */
function operationsOf(
  { payload, clients, requests }: Scenario['workload'],
  client: number,
): string[] {
  const texts = typeof payload === 'string' ? [payload] : payload;
  const dealt = texts.filter((_, index) => index % clients === client);
  const own = dealt.length > 0 ? dealt : [texts[client % texts.length] ?? ''];
  return Array.from({ length: requests }, (_, index) => own[index % own.length] ?? '');
}

function ablations(scenario: Scenario, protocol: Protocol): Record<string, boolean> | null {
  const off = new Set(leftOut(scenario));
  if (off.size === 0) return null;
  return Object.fromEntries(Object.keys(protocol.ablations).map((id) => [id, off.has(id)]));
}
