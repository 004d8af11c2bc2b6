import type { Body } from '../../../../model/index.ts';
import type { Commit, Prepare, PrePrepare } from '../../messages.ts';
import { parseMessage } from '../../parse.ts';

export type PhaseMessage = PrePrepare | Prepare | Commit;

/** A well-formed message of the normal case, or null. The type is asked first: NEW-VIEWs are long to parse. */
export function phaseMessage(body: Body): PhaseMessage | null {
  const { type } = body;
  if (type !== 'pre-prepare' && type !== 'prepare' && type !== 'commit') return null;
  const said = parseMessage(body);
  const isPhase =
    said?.type === 'pre-prepare' || said?.type === 'prepare' || said?.type === 'commit';
  return isPhase ? said : null;
}
