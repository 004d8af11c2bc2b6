/** What a person does to messages and in the name of traitors: interventions at the playhead. */
import { capitalized } from '../core/base/english.ts';
import type { Composed, MessageRef, ProcessId, Touch } from '../core/model/index.ts';
import { actionLabel } from '../core/base/action-words.ts';
import { intervene } from './acts.ts';
import type { Lab } from './lab.ts';
import { placeOf } from './playback.ts';

/** What is done to a message; which one is found out from its send event. */
export type TouchChoice =
  | { readonly do: 'drop' | 'duplicate' | 'hold' | 'release' }
  | { readonly do: 'delay'; readonly by: number }
  | { readonly do: 'tamper'; readonly field: string; readonly value?: number | string };

/** Pauses, and does it if the message is on its way at the playhead; says so where it is not. */
export async function touchMessage(lab: Lab, event: number, choice: TouchChoice): Promise<void> {
  lab.playback.setState({ isPlaying: false });
  const { run } = lab.recording.getState();
  const place = placeOf(lab.playback.getState());
  const outcome = await lab.engine.ask('message', { run, place, event });
  const ref = outcome.status === 'done' ? (outcome.value?.ref ?? null) : null;
  if (ref === null) {
    lab.selection.setState({ toast: 'That message is not on its way now.' });
    return;
  }
  await doTo(lab, touchOf(ref, choice));
}

function touchOf(message: MessageRef, choice: TouchChoice): Touch {
  return { message, ...choice };
}

export async function sendComposed(lab: Lab, letter: Omit<Composed, 'do'>): Promise<void> {
  await doTo(lab, { do: 'compose', ...letter });
}

/** From now on they reach no other replica. */
export async function isolate(lab: Lab, replica: ProcessId, until: number | null): Promise<void> {
  await doTo(lab, { do: 'isolate', replicas: [replica], until });
}

export async function rejoin(lab: Lab, replica: ProcessId): Promise<void> {
  await doTo(lab, { do: 'rejoin', replicas: [replica] });
}

async function doTo(lab: Lab, action: Parameters<typeof actionLabel>[0]): Promise<void> {
  const scenario = lab.history.getState().present?.scenario;
  if (scenario === undefined) return;
  lab.playback.setState({ isPlaying: false });
  const label = actionLabel(action, scenario, lab.catalog.getState().catalog?.tactics ?? []);
  await intervene(lab, capitalized(label), action);
}
