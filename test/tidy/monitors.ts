/** The list of monitors in docs/monitors.md, and the runs in which each of them must have been seen to fail. */
import type { Monitor, Protocol } from '../../src/core/model/index.ts';

const BEGIN = /<!-- monitors: [^\n]* -->\n/;
const END = '<!-- /monitors -->';
const WIDTH = 140;

/** The document with the list as the registry has it. */
export function withMonitors(document: string, list: string): string {
  const begin = BEGIN.exec(document);
  const end = document.indexOf(END);
  if (begin === null || end < begin.index)
    throw new Error('docs/monitors.md has no place for monitors');
  const from = begin.index + begin[0].length;
  return `${document.slice(0, from)}\n${list}\n\n${document.slice(end)}`;
}

export function monitorList(monitors: readonly Monitor[], protocols: readonly Protocol[]): string {
  return monitors.map((monitor) => itemOf(monitor, protocols)).join('\n');
}

/** "- `order` (safety, `pbft`; I5): Every correct ..." */
function itemOf(
  { id, kind, clauses, claim, ...monitor }: Monitor,
  all: readonly Protocol[],
): string {
  const judged = all.filter((each) => monitor.protocols.includes(each.id)).map(codeOf);
  const where = judged.length === 0 ? 'every protocol' : judged.join(', ');
  const ids = clauses.length === 0 ? '' : `; ${clauses.join(', ')}`;
  return wrapped(`- \`${id}\` (${kind}, ${where}${ids}): ${claim}`);
}

/** By its id in a scenario: some titles have commas in them. */
const codeOf = ({ id }: Protocol): string => `\`${id}\``;

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= WIDTH || line === '') lines[lines.length - 1] = longer;
    else lines.push(`  ${word}`);
  }
  return lines.join('\n');
}

type Shown = { readonly monitor: string; readonly clause: string };

/** What a monitor claims and no run shows failing, and what is shown of monitors or clauses that do not exist. */
export function rowComplaints(monitors: readonly Monitor[], rows: readonly Shown[]): string[] {
  const claimed = monitors.flatMap(({ id, clauses }) =>
    (clauses.length === 0 ? [''] : clauses).map((clause) => `${id} ${clause}`.trim()),
  );
  const shown = rows.map(({ monitor, clause }) => `${monitor} ${clause}`.trim());
  return [
    ...claimed
      .filter((each) => !shown.includes(each))
      .map((each) => `${each} is never seen to fail.`),
    ...shown.filter((each) => !claimed.includes(each)).map((each) => `${each} is not claimed.`),
  ];
}
