import type { Protocol } from '../../model/index.ts';
import { baseline } from './baseline.ts';
import type { ClientState } from './client.ts';
import type { AgentState, NaiveConfig } from './state.ts';

/**
 * Three ways to decide without any defence against traitors, to measure the others by. They run on the same contract: same clients,
 * same network, same monitors.
 *
 * single: the client asks one agent, which decides alone and tells the others what to do.
 * first-reply: the client asks all and believes whoever answers first; each agent acts as it was asked.
 * majority: the client asks all; they tell each other once what they were asked for, and each does what most of them say. The client
 * believes what more than half of them answer.
 * Assumes: that nobody lies, that nobody is down for long, and that messages arrive.
 * Left out on purpose: signatures, second exchanges, catching up, anything that would help against a liar.
 */

export const single: Protocol<AgentState, ClientState, NaiveConfig> = baseline({
  id: 'single',
  title: 'A single agent',
  custom: 'single',
});

export const firstReply: Protocol<AgentState, ClientState, NaiveConfig> = baseline({
  id: 'first-reply',
  title: 'Ask all, take the first reply',
  custom: 'first-reply',
});

export const majority: Protocol<AgentState, ClientState, NaiveConfig> = baseline({
  id: 'majority',
  title: 'One exchange and majority',
  custom: 'majority',
});
