import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Explanation } from '../../core/model/index.ts';
import { Icon } from '../controls/icon.tsx';
import type { IconName } from '../controls/icon.tsx';
import { QuotingText } from '../controls/user-text.tsx';
import { useCatalog, useLab, useRecording } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { Certificates } from './certificates.tsx';

type MonitorState = Explanation['monitors'][number];

const LOOKS: Readonly<Record<MonitorState['state'], { icon: IconName; word: string }>> = {
  holds: { icon: 'check', word: 'holds' },
  waiting: { icon: 'wait', word: 'waiting' },
  broken: { icon: 'violation', word: 'broken' },
};

export function MonitorsSection(): ReactNode {
  const monitors = useRecording((recording) => recording.explained?.explanation.monitors ?? []);
  return (
    <section className="section" aria-labelledby="monitors-title">
      <h2 id="monitors-title">Monitors</h2>
      <ul className="monitors">
        {monitors.map((monitor) => (
          <MonitorRow key={monitor.id} monitor={monitor} />
        ))}
      </ul>
    </section>
  );
}

function MonitorRow({ monitor }: { monitor: MonitorState }): ReactNode {
  const reword = useWords();
  const title = useCatalog()?.monitors.find((each) => each.id === monitor.id)?.title;
  const info = useStore(useLab().catalog, ({ field }) =>
    field?.monitors.find((each) => each.id === monitor.id),
  );
  const { icon, word } = LOOKS[monitor.state];
  return (
    <li className={`monitor ${monitor.state}`}>
      <details open={monitor.state === 'broken'}>
        <summary>
          <Icon name={icon} />
          <b>{title ?? reword(monitor.title)}</b>
          <span className="monitor-state">{word}</span>
        </summary>
        <div className="monitor-body">
          {monitor.detail !== '' && monitor.detail !== info?.claim && (
            <p>
              <QuotingText>{reword(monitor.detail)}</QuotingText>
            </p>
          )}
          {monitor.certificates.length > 0 && <Certificates monitor={monitor} />}
          {info && (
            <p className="hint">
              {reword(info.claim)} <span className="formula">{info.formula}</span>
            </p>
          )}
        </div>
      </details>
    </li>
  );
}
