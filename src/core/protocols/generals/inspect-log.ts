import type { LogRow, LogSection, LogView, LogWord, ProcessId } from '../../model/index.ts';
import type { GeneralState, Instance } from './state.ts';

/** What a general has written down: the order under way, and all it has been told of it. */

const ROWS_MAX = 48;

export function inspectLog({ instance, ledger }: GeneralState): LogView {
  return { sections: [present(instance), heard(instance), obeyed(ledger)] };
}

function present(instance: Instance | null): LogSection {
  const rows = instance === null ? [] : presentRows(instance);
  return {
    id: 'order',
    title: 'The order under way',
    columns: ['what', 'value'],
    rows,
    omitted: 0,
    empty: 'An order stands here from when headquarters says that one is due.',
  };
}

function presentRows({ seq, command, chosen }: Instance): readonly LogRow[] {
  const fact = (key: string, ...words: readonly LogWord[]): LogRow => ({
    key,
    cells: [[key], words],
  });
  return [
    fact('number', String(seq)),
    ...(command === null ? [] : [fact('is to give', { digest: command.digest })]),
    fact('obeys', chosen === null ? 'not chosen yet' : { digest: chosen.digest }),
  ];
}

function heard(instance: Instance | null): LogSection {
  const all = instance === null ? [] : heardRows(instance);
  return {
    id: 'heard',
    title: 'What it was told',
    columns: ['round', 'by way of', 'order'],
    rows: all.slice(0, ROWS_MAX),
    omitted: Math.max(0, all.length - ROWS_MAX),
    empty: 'Each order stands here with everybody who passed it on.',
  };
}

function heardRows({ heard: oral, orders }: Instance): readonly LogRow[] {
  const rowOf = (path: readonly ProcessId[], digest: string): LogRow => ({
    key: `${path.join('.')} ${digest}`,
    cells: [
      [String(path.length)],
      path.flatMap((process, index) => (index === 0 ? [{ process }] : [' → ', { process }])),
      [{ digest }],
    ],
  });
  return [
    ...Object.entries(oral).map(([key, { digest }]) => rowOf(key.split('.').map(Number), digest)),
    ...orders.map(({ path, digest }) => rowOf(path, digest)),
  ];
}

function obeyed(ledger: GeneralState['ledger']): LogSection {
  return {
    id: 'obeyed',
    title: 'Orders obeyed',
    columns: ['order', 'value'],
    rows: ledger
      .slice(-ROWS_MAX)
      .map(({ seq, digest }) => ({ key: String(seq), cells: [[String(seq)], [{ digest }]] })),
    omitted: Math.max(0, ledger.length - ROWS_MAX),
    empty: 'An order stands here once the general has chosen it, after the last round.',
  };
}
