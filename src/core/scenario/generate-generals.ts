import { below, draw } from '../base/draw.ts';
import type { Scenario } from '../model/index.ts';
import { DEFAULTS } from './defaults.ts';
import { generate, type GenerateOptions } from './generate.ts';

/** A stream of its own, so that what else a random scenario draws stays what it was. */
const STREAM = 1_004;

/** OM(m) sends about n to the power of m+1 messages for an order: few orders, and no more traitors than that bears. */
const ORAL_M_MAX = 2;
const SIGNED_M_MAX = 4;
const ORDERS_MAX = 3;
const CLIENTS_MAX = 2;

/**
 * A random scenario within what the paper promises: at most m traitors, among more than 3m generals where messages are oral, and a
 * network on which every message arrives in time. Orders, faults and agents are drawn as for PBFT.
 */
export function generateGenerals(number: number, options: GenerateOptions): Scenario {
  let count = 0;
  const dice = (bound: number): number => below(draw(number, STREAM, (count += 1)), bound);
  const { replicasMin, replicasMax } = options;
  const replicas = replicasMin + dice(replicasMax - replicasMin + 1);
  const messages = dice(2) === 0 ? 'oral' : 'signed';
  const most =
    messages === 'oral'
      ? Math.min(ORAL_M_MAX, Math.floor((replicas - 1) / 3))
      : Math.min(SIGNED_M_MAX, Math.max(0, replicas - 2));
  const tolerance = dice(3) === 0 ? dice(most + 1) : most;
  const size = { replicasMin: replicas, replicasMax: replicas };
  const faulty = options.faulty ?? (dice(4) === 0 ? dice(tolerance + 1) : tolerance);
  const drawn = generate(number, { ...options, ...size, faulty, protocol: 'generals' });
  const workload = {
    ...drawn.workload,
    clients: Math.min(drawn.workload.clients, CLIENTS_MAX),
    requests: Math.min(drawn.workload.requests, ORDERS_MAX),
  };
  const duplicate = dice(3) === 0 ? dice(30) / 100 : 0;
  return {
    ...drawn,
    protocol: 'generals',
    tolerance,
    workload,
    network: { ...DEFAULTS.network, latency: drawn.network.latency, duplicate },
    injections: drawn.injections.filter(
      ({ request }) => request <= workload.clients * workload.requests,
    ),
    pbft: DEFAULTS.pbft,
    generals: { messages, ablate: [] },
  };
}
