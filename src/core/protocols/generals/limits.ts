import type { Refusal, Scenario } from '../../model/index.ts';
import { messagesPerOrder } from './rounds.ts';

/** The oral algorithm sends about n to the power of m+1 messages: beyond these counts nobody could watch, or wait for it. */
const PER_ORDER_MAX = 20_000;
const IN_ALL_MAX = 200_000;

/** Null where a council can give these orders, else what is too much, with the count. */
export function refusal({
  replicas: n,
  tolerance: m,
  generals,
  workload,
}: Scenario): Refusal | null {
  const each = messagesPerOrder(n, m, generals.messages);
  const way = `${generals.messages} messages among ${n} generals that tolerate ${m} traitors`;
  if (each > PER_ORDER_MAX) {
    const most = `at most ${PER_ORDER_MAX} messages can be sent for one order`;
    return {
      path: 'tolerance',
      message: `must be smaller: ${way} are ${each} for each order, and ${most}`,
    };
  }
  const all = each * workload.clients * workload.requests;
  if (all <= IN_ALL_MAX) return null;
  const most = `at most ${IN_ALL_MAX} messages can be sent in a run`;
  return {
    path: 'workload.requests',
    message: `must be smaller: ${way} are ${each} for each order, and ${most}`,
  };
}
