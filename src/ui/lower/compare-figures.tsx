import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ComparePage, Report } from '../../core/model/index.ts';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';
import { OUTCOME_WORDS } from './branch-names.ts';

/** What both came to, figure beside figure; not told while the future is hidden. */
export function CompareFigures({ page }: { page: ComparePage | null }): ReactNode {
  const lab = useLab();
  const a = useRecording((recording) => recording.report);
  const b = useStore(lab.comparison, (comparison) => comparison.report);
  const hides = usePlayback((playback) => playback.hidesFuture);
  if (hides) return <p className="hint compare-figures">What both come to is hidden.</p>;
  if (!a || !b || !page) return <p className="hint compare-figures">Being recorded …</p>;
  const { counts } = page;
  return (
    <div className="compare-figures" tabIndex={0} role="region" aria-label="What both came to">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          {figuresOf(a, b).map(([name, one, other]) => (
            <tr key={name} className={one === other ? undefined : 'is-different'}>
              <th scope="row">{name}</th>
              <td>{one}</td>
              <td>{other}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        Behind the parting: {counts.same} events alike, {counts.moved} at other times,{' '}
        {counts.onlyA} only in A, {counts.onlyB} only in B.
        {page.isCut && ' More than is compared follows.'}
      </p>
    </div>
  );
}

type Figure = readonly [name: string, a: string, b: string];

function figuresOf(a: Report, b: Report): readonly Figure[] {
  const of = (name: string, read: (report: Report) => string): Figure => [name, read(a), read(b)];
  const kinds = [
    ...new Set([...Object.keys(a.messages.byKind), ...Object.keys(b.messages.byKind)]),
  ];
  const replicas = [...new Set([...Object.keys(a.ledgers), ...Object.keys(b.ledgers)])];
  return [
    of('Outcome', ({ outcome }) => OUTCOME_WORDS[outcome]),
    of('Violations', ({ violations }) => String(violations.length)),
    of('Completed', ({ requests }) => `${requests.completed} of ${requests.issued}`),
    of('Highest view', ({ views }) => String(views.entered)),
    of('Messages', ({ messages }) => String(messages.sent)),
    ...kinds.map((kind) => of(kind, ({ messages }) => String(messages.byKind[kind] ?? 0))),
    ...replicas.map((replica) =>
      of(`Ledger R${replica}`, ({ ledgers }) => ledgerText(ledgers[Number(replica)] ?? [])),
    ),
  ];
}

/** How long, and the last digest in short: equal ledgers read equal. */
function ledgerText(ledger: readonly (string | null)[]): string {
  const last = ledger.at(-1);
  if (ledger.length === 0) return 'empty';
  return `${ledger.length}: … ${last === null || last === undefined ? 'fetched' : last.slice(0, 6)}`;
}
