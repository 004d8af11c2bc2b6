import type { ReactNode } from 'react';
import type { QuorumRule, Scenario } from '../../core/model/index.ts';
import { editCouncil } from '../../store/acts.ts';
import { quorumChoices } from '../../store/council.ts';
import { Choose } from '../controls/choose.tsx';
import type { Option } from '../controls/choose.tsx';
import { Stepper } from '../controls/stepper.tsx';
import { useLab } from '../lab-context.ts';
import { useWords } from '../use-words.ts';

const RULE_TEXTS = { intersect: 'intersect', '2f+1': '2f + 1', 'n-f': 'n − f' } as const;

const RULE_MEANINGS = {
  intersect: 'The smallest quorum of which any two always share a loyal replica.',
  '2f+1': 'The number of the PBFT paper, which takes n = 3f + 1 for granted.',
  'n-f': 'As many as are sure to vote when f keep silent.',
} as const;

const DIAL = 'dial';

/** The rule by which q follows from n and f, or a number of one's own. */
export function QuorumField({ scenario }: { scenario: Scenario }): ReactNode {
  const lab = useLab();
  const { replicas, tolerance, quorum } = scenario;
  const choices = quorumChoices(replicas, tolerance);
  const reword = useWords();
  const options: Option[] = choices.map(({ rule, size }) => ({
    value: String(rule),
    text: `${typeof rule === 'number' ? rule : RULE_TEXTS[rule]} = ${size}`,
    ...(typeof rule === 'number' ? {} : { title: reword(RULE_MEANINGS[rule]) }),
  }));
  const size = typeof quorum === 'number' ? quorum : sizeOf(choices, quorum);
  const set = (value: QuorumRule): void => void editCouncil(lab, { quorum: value });
  return (
    <>
      <div className="row">
        <span className="row-name">
          Quorum <b>q</b>
        </span>
        <Choose
          label="Rule for the quorum q"
          value={typeof quorum === 'number' ? DIAL : quorum}
          options={[...options, { value: DIAL, text: 'a number' }]}
          onChange={(value) => set(ruleOf(value, Math.min(size, replicas)))}
        />
      </div>
      {typeof quorum !== 'number' && <p className="hint">{reword(RULE_MEANINGS[quorum])}</p>}
      {typeof quorum === 'number' && (
        <div className="row">
          <span className="row-name">Votes that make a quorum</span>
          <Stepper label="quorum q" value={quorum} min={1} max={replicas} onChange={set} />
        </div>
      )}
    </>
  );
}

function ruleOf(value: string, size: number): QuorumRule {
  return value === 'intersect' || value === '2f+1' || value === 'n-f' ? value : size;
}

function sizeOf(choices: ReturnType<typeof quorumChoices>, quorum: QuorumRule): number {
  return choices.find(({ rule }) => rule === quorum)?.size ?? 1;
}
