import type { ReactNode } from 'react';
import type { Explanation } from '../../core/model/index.ts';
import { namesOf } from '../../store/acts.ts';
import { useRecording, useTerms } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { ValueTile } from './sentence.tsx';

type MonitorState = Explanation['monitors'][number];

/** The two commit certificates of a fork, and the traitors that stand in both. */
export function Certificates({ monitor }: { monitor: MonitorState }): ReactNode {
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  const { slot, hasViews, era = 'view' } = useTerms();
  const reword = useWords();
  return (
    <>
      <ul className="certificates">
        {monitor.certificates.map((certificate) => (
          <li key={`${certificate.holder} ${certificate.digest}`}>
            <b>R{certificate.holder}</b> {reword('executed')}{' '}
            <ValueTile value={values.find(({ digest }) => digest === certificate.digest)} />
            <span className="soft">
              {hasViews && `${era} ${certificate.view}, `}
              {slot} {certificate.seq}
            </span>
            <span className="voters">
              {certificate.voters.map((voter) => (
                <span
                  key={voter}
                  className={monitor.culprits.includes(voter) ? 'voter culprit' : 'voter'}
                >
                  R{voter}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {monitor.culprits.length > 0 && (
        <p className="culprits">
          {reword('In both certificates')} stand <b>{namesOf(monitor.culprits)}</b>.
        </p>
      )}
    </>
  );
}
