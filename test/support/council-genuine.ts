import type { Message } from '../../src/core/protocols/pbft/messages.ts';
import * as build from './council-messages.ts';

/** A genuine message of each type, as a council of four with one client would see it before anything has happened. */

export const CLIENT = 4;
export const order = build.request(CLIENT, 1, 'order ATTACK');
export const digest = build.digestOfRequests(order);
export const place = { view: 0, seq: 1, digest };
export const proof = build.proof(4, place, [1, 3]);
export const viewChanges = [
  build.viewChange(0, 1, [proof]),
  build.viewChange(1, 1),
  build.viewChange(3, 1, [proof]),
];
export const reproposals = [build.proposal(1, { ...place, view: 1 })];
const newView = build.newView(1, 1, { viewChanges, proposals: reproposals });

const state = [
  ['a', '1'],
  [4, 1, '1'],
] as const;

/** One genuine message of each type, with the process that it is for; the client waits for an answer. */
export const GENUINE: { readonly [type in Message['type']]: { to: number; message: Message } } = {
  request: { to: 2, message: order },
  'pre-prepare': { to: 2, message: build.prePrepare(0, { view: 0, seq: 1 }, [order]) },
  prepare: { to: 2, message: build.prepare(3, place) },
  commit: { to: 2, message: build.commit(3, place) },
  reply: {
    to: CLIENT,
    message: build.reply(3, order, { view: 0, result: 'ATTACK' }),
  },
  'view-change': { to: 2, message: viewChanges[0] ?? order },
  'new-view': { to: 2, message: newView },
  status: {
    to: 2,
    message: build.status(3, { view: 0, executed: 0, open: [{ seq: 1, phase: 1 }], held: [1] }),
  },
  fetch: { to: 2, message: build.fetch(3, digest) },
  'request-body': { to: 2, message: build.requestBody(order) },
  checkpoint: { to: 2, message: build.checkpoint(3, 64, digest) },
  'fetch-state': { to: 2, message: build.fetchState(3, { seq: 64, digest }, 1) },
  'meta-data': { to: 2, message: build.metaData(3, { seq: 64, digest }, [digest]) },
  data: { to: 2, message: build.stateData(3, { seq: 64, digest, page: 0 }, state) },
};
