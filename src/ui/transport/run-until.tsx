import { useState } from 'react';
import type { ReactNode } from 'react';
import { QUEST_KINDS } from '../../core/model/index.ts';
import type { Quest } from '../../core/model/index.ts';
import type { Direction } from '../../worker/messages.ts';
import { runUntil } from '../../store/quests.ts';
import { Choose } from '../controls/choose.tsx';
import type { Option } from '../controls/choose.tsx';
import { useHistory, useLab, useProtocol, useTerms } from '../lab-context.ts';
import { useNamer } from '../explain/sentence.tsx';
import { useWords } from '../use-words.ts';

const WORDS: Readonly<Record<Quest['what'], string>> = {
  decision: 'a decision',
  execution: 'an order is executed',
  'view change': 'a view change',
  sent: 'a message is sent',
  received: 'a message arrives',
  rejected: 'a message is rejected',
  answer: 'a client has its answer',
  timer: 'a timer runs out',
  fault: 'a fault begins or ends',
  intervention: 'something is done to the run',
  violation: 'a violation',
  proof: 'a proof of guilt',
};

const OF_MESSAGES: ReadonlySet<Quest['what']> = new Set(['sent', 'received', 'rejected']);
/** What happens to nobody in particular. */
const OF_ALL: ReadonlySet<Quest['what']> = new Set(['violation', 'intervention']);

/** "Run until R2 executes": searched by the engine, forwards or backwards. */
export function RunUntil(): ReactNode {
  const lab = useLab();
  const [quest, setQuest] = useState<Quest>({ what: 'decision', process: null, message: '' });
  const { what } = quest;
  const reword = useWords();
  const { hasViews } = useTerms();
  const kinds = QUEST_KINDS.filter((kind) => hasViews || kind !== 'view change');
  const run = (direction: Direction): void => {
    const process = OF_ALL.has(what) ? null : quest.process;
    const message = OF_MESSAGES.has(what) ? quest.message : '';
    void runUntil(lab, { what, process, message }, direction);
  };
  return (
    <section aria-labelledby="until-title">
      <h3 id="until-title">Run until …</h3>
      <div className="time-row">
        <Choose
          label="What is to happen"
          value={what}
          options={kinds.map((value) => ({ value, text: reword(WORDS[value]) }))}
          onChange={(value) =>
            setQuest({ ...quest, what: QUEST_KINDS.find((kind) => kind === value) ?? what })
          }
        />
        {OF_MESSAGES.has(what) && (
          <MessageField
            value={quest.message}
            onChange={(message) => setQuest({ ...quest, message })}
          />
        )}
        {!OF_ALL.has(what) && (
          <ProcessField
            value={quest.process}
            onChange={(process) => setQuest({ ...quest, process })}
          />
        )}
      </div>
      <div className="time-row">
        <button type="button" className="button button-line" onClick={() => run('back')}>
          Back to the one before
        </button>
        <button type="button" className="button button-gold" onClick={() => run('forward')}>
          Run until the next
        </button>
      </div>
    </section>
  );
}

type FieldProps<T> = { readonly value: T; readonly onChange: (value: T) => void };

export function MessageField({ value, onChange }: FieldProps<string>): ReactNode {
  const kinds = Object.entries(useProtocol()?.messages ?? {});
  const options: readonly Option[] = [
    { value: '', text: 'any message' },
    ...kinds.map(([type, { label }]) => ({ value: type, text: label })),
  ];
  return <Choose label="Kind of message" value={value} options={options} onChange={onChange} />;
}

export function ProcessField({ value, onChange }: FieldProps<number | null>): ReactNode {
  const nameOf = useNamer();
  const count = useHistory(({ present }) =>
    present ? present.scenario.replicas + present.scenario.workload.clients : 0,
  );
  const options: readonly Option[] = [
    { value: '', text: 'anybody' },
    ...Array.from({ length: count }, (_, id) => ({ value: String(id), text: nameOf(id) })),
  ];
  return (
    <Choose
      label="Whom it concerns"
      value={value === null ? '' : String(value)}
      options={options}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
    />
  );
}
