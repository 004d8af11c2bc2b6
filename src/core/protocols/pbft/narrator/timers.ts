import { process, say } from '../../../base/words.ts';
import type { ProcessId, ProcessView, Sentence, TimerView } from '../../../model/index.ts';

/** The client's own timers are told by what it does then. */
export function tellTimer(timer: string, owner: ProcessId, waited: string): Sentence {
  if (timer === 'next' || timer === 'client') return [];
  const time = waited === '' ? '' : ` after ${waited}`;
  return say`The ${timer} timer of ${process(owner)} runs out${time}.`;
}

/** What an armed timer will do. */
export function tellDue({ timer }: TimerView, owner: ProcessView, when: string): Sentence {
  switch (timer) {
    case 'view': {
      const wanted = owner.role === 'replica' ? owner.replica.view + 1 : 0;
      return say`The view timer of ${process(owner.id)} runs out ${when} unless it sees progress; it then asks for view ${wanted}.`;
    }
    case 'client':
      return say`${process(owner.id)} asks all replicas ${when} unless it is answered before.`;
    case 'next':
      return say`${process(owner.id)} sends its next request ${when}.`;
    case 'status':
      return say`${process(owner.id)} tells the others ${when} what it has, if it has not got on by then, so that they send what it lacks.`;
    case 'resend':
      return say`${process(owner.id)} sends its VIEW-CHANGE again ${when}, if the view is not open by then.`;
    case 'transfer':
      return say`${process(owner.id)} asks ${when} for the state of a stable checkpoint, if it has not got there by then.`;
    default:
      return say`The ${timer} timer of ${process(owner.id)} runs out ${when}.`;
  }
}
