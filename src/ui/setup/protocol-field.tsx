import type { ReactNode } from 'react';
import type { Scenario } from '../../core/model/index.ts';
import { edit, editProtocol } from '../../store/acts.ts';
import { Choose } from '../controls/choose.tsx';
import { useCatalog, useLab } from '../lab-context.ts';

/** Which protocol the council runs, and for the generals whether orders are signed. */
export function ProtocolField({ scenario }: { scenario: Scenario }): ReactNode {
  const lab = useLab();
  const protocols = useCatalog()?.protocols ?? [];
  return (
    <>
      <div className="row">
        <span className="row-name">Protocol</span>
        <Choose
          label="Protocol"
          value={scenario.protocol}
          options={protocols.map(({ id, title, source }) => ({
            value: id,
            text: title,
            title: source,
          }))}
          onChange={(protocol) => void editProtocol(lab, protocol)}
        />
      </div>
      {scenario.protocol === 'generals' && <MessagesField scenario={scenario} />}
    </>
  );
}

const MESSAGES = [
  { value: 'oral', text: 'oral' },
  { value: 'signed', text: 'signed' },
] as const;

function MessagesField({ scenario }: { scenario: Scenario }): ReactNode {
  const lab = useLab();
  const set = (value: string): void => {
    const messages = value === 'signed' ? 'signed' : 'oral';
    void edit(lab, `${messages} messages`, (present) => ({
      ...present,
      generals: { ...present.generals, messages },
    }));
  };
  return (
    <div className="row">
      <span className="row-name">Messages</span>
      <Choose
        label="Messages of the generals"
        value={scenario.generals.messages}
        options={MESSAGES}
        onChange={set}
      />
    </div>
  );
}
