import { enumerated } from '../base/english.ts';
import { quote } from '../base/words.ts';
import { NUMBER_WORDS } from '../model/index.ts';
import type { ProcessId, RequestRef } from '../model/index.ts';

/** "R0", "R0 and R3", "R0, R1 and R3". */
export function names(replicas: readonly ProcessId[]): string {
  return enumerated(replicas.map((replica) => `R${replica}`));
}

/** "one traitor", "two traitors", "12 traitors". */
export function listed(count: number, noun: string): string {
  return `${NUMBER_WORDS[count] ?? String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Clients come after the replicas; people count them from 1. */
export function clientName(client: ProcessId, n: number): string {
  return `client ${client - n + 1}`;
}

/** Clients number their requests from 1, so that two of one client can be told apart however equal their words. */
export function requestName({ client, timestamp, operation }: RequestRef, n: number): string {
  return `request ${timestamp} (${quote(operation)}) of ${clientName(client, n)}`;
}
