import type { ReactNode } from 'react';
import type { Exhibit, Way } from '../../core/model/index.ts';
import { UserText } from '../controls/user-text.tsx';
import { useRecording, useTerms } from '../lab-context.ts';
import { milliseconds } from '../time.ts';
import { useWords } from '../use-words.ts';
import { useNamer, ValueTile } from './sentence.tsx';

type Props = {
  readonly exhibit: Exhibit;
  /** Its fields that another exhibit has with another value: the contradiction. */
  readonly differing: ReadonlySet<string>;
  readonly onFollow: (way: Way) => void;
};

/** One signed message of a proof. Who signed it stands above, as the one whom the proof is against. */
export function ExhibitCard({ exhibit, differing, onFollow }: Props): ReactNode {
  const { type, way, fields, signature } = exhibit;
  const receiver = useNamer()(way.receiver);
  const { slot } = useTerms();
  const reword = useWords();
  return (
    <div className="exhibit">
      <h3>
        {reword(type.toUpperCase())}{' '}
        <span className="soft">
          got by {receiver} at {milliseconds(way.receivedAt)}
        </span>
      </h3>
      <dl>
        {fields
          .filter(([name]) => name !== 'replica')
          .map(([name, text]) => (
            <div key={name} className={differing.has(name) ? 'differs' : ''}>
              <dt>
                {name === 'seq' ? slot : reword(FIELD_WORDS[name] ?? name)}
                {differing.has(name) && <span className="tag">differs</span>}
              </dt>
              <dd>
                <FieldText text={text} />
              </dd>
            </div>
          ))}
        <div>
          <dt>signature</dt>
          <dd>
            <FieldText text={signature} />
          </dd>
        </div>
      </dl>
      <button type="button" className="button button-line" onClick={() => onFollow(way)}>
        Show it
        <span className="visually-hidden">
          {' '}
          on the stage: {reword(type.toUpperCase())} got by {receiver}
        </span>
      </button>
    </div>
  );
}

/** The fields of messages, in words where their names are short forms. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  nd: 'clock of the primary',
  stable: 'stable checkpoint',
  stableProof: 'proof of it',
  prepared: 'prepared certificates',
  viewChanges: 'VIEW-CHANGE messages',
};

const HEX = /^[0-9a-f]{32,}$/;

/** Hexadecimal text takes one line; all of it is there to be copied and read out. */
function FieldText({ text }: { text: string }): ReactNode {
  const value = useRecording(({ timeline }) =>
    timeline?.values.find(({ digest }) => digest === text),
  );
  if (!HEX.test(text)) return <UserText>{text}</UserText>;
  return (
    <span className="hex-line">
      {value && <ValueTile value={value} />}
      <code title={text}>{text}</code>
    </span>
  );
}
