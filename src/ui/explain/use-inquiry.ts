/** Asks the engine why what is selected is as it is, at the moment that is explained. */
import { useEffect, useState } from 'react';
import type { Inquiry, Subject } from '../../core/model/index.ts';
import { explainedMoment } from '../../store/explained.ts';
import { showFailure } from '../../store/notices.ts';
import type { Selection } from '../../store/state.ts';
import { useLab, useRecording, useSelection } from '../lab-context.ts';

type Selected = Pick<Selection, 'process' | 'message' | 'event'>;

function subjectOf({ process, message, event }: Selected): Subject | null {
  if (event !== null) return { of: 'event', event };
  if (message !== null) return { of: 'event', event: message };
  return process === null ? null : { of: 'process', process };
}

export function useInquiry(): Inquiry | null {
  const lab = useLab();
  const selected = useSelection(({ process, message, event }) => ({ process, message, event }));
  const run = useRecording((recording) => recording.run);
  const moment = useRecording(explainedMoment);
  const [answer, setAnswer] = useState<Inquiry | null>(null);
  const { process, message, event } = selected;
  useEffect(() => {
    const subject = subjectOf({ process, message, event });
    if (subject === null || moment === null) {
      setAnswer(null);
      return undefined;
    }
    let isWanted = true;
    lab.engine
      .ask('causes', { run, place: moment, subject })
      .then((outcome) => {
        if (isWanted && outcome.status === 'done') setAnswer(outcome.value);
      })
      .catch((error: unknown) => showFailure(lab, error));
    return () => {
      isWanted = false;
    };
  }, [lab, run, moment, process, message, event]);
  return answer;
}
