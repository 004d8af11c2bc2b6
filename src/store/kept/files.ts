/** Files that come and go: scenarios, recordings and traces. What cannot be read changes nothing and says why. */
import type { Problem } from '../../worker/messages.ts';
import type { Lab } from '../lab.ts';
import { showFailure } from '../notices.ts';
import { draftOf } from './sitting.ts';

/** Bytes. The engine reads a million characters, which are at most four bytes each: more is not even looked at. */
const FILE_MAX = 4_000_000;

export async function openFile(lab: Lab, file: File): Promise<boolean> {
  if (file.size > FILE_MAX) {
    const size = `${(file.size / 1_000_000).toFixed(1)} MB`;
    return refuse(lab, `the file is too large: it has ${size}, and at most 4 MB are read`);
  }
  const text = await textOf(file);
  if (text === null) return refuse(lab, 'the file is not text: it cannot be a scenario');
  return await lab.opening.begin({ from: 'file', text }, '');
}

/** Null where it is no UTF-8, or cannot be read at all: a folder, or a file that is gone. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

const LINK = /#(1\.[\w-]+)\s*$/;

/** What was pasted or dropped as text: a link of ours, or what a file would hold. */
export async function openText(lab: Lab, text: string): Promise<boolean> {
  const link = LINK.exec(text.slice(0, FILE_MAX))?.[1];
  if (link !== undefined) return await lab.opening.begin({ from: 'link', link }, '');
  if (text.trimStart().startsWith('{')) return await lab.opening.begin({ from: 'file', text }, '');
  lab.selection.setState({
    toast: 'Nothing was opened: only a link to a run or the JSON of a scenario can be.',
  });
  return false;
}

function refuse(lab: Lab, message: string): false {
  const problems: readonly Problem[] = [{ path: '', code: 'PAGE004', message }];
  const title = 'This file could not be read. Nothing was changed.';
  lab.recording.setState({ notice: { kind: 'file', title, problems } });
  return false;
}

export async function saveScenario(lab: Lab): Promise<void> {
  const draft = draftOf(lab);
  if (!draft) return;
  await write(lab, { ...draft, hash: null, events: null, sitting: null }, '.scenario.json');
}

/** What `parley replay` reads, and the page opens and checks. */
export async function saveRecording(lab: Lab): Promise<void> {
  const draft = draftOf(lab);
  if (draft) await write(lab, draft, '.recording.json');
}

type Written = Parameters<typeof write>[1];

async function write(
  lab: Lab,
  draft: NonNullable<ReturnType<typeof draftOf>>,
  ending: string,
): Promise<void> {
  try {
    const outcome = await lab.engine.ask('write', draft);
    if (outcome.status === 'done')
      lab.around.save(`${fileName(draft)}${ending}`, [outcome.value], 'application/json');
  } catch (error) {
    showFailure(lab, error);
  }
}

/** Only letters and digits: a title may hold anything, and a file name must not. */
export function fileName({ scenario, sitting }: Pick<Written, 'scenario' | 'sitting'>): string {
  const open = sitting?.versions.find(({ id }) => id === sitting.present);
  const name = open?.preset || scenario.title || `${scenario.protocol} n${scenario.replicas}`;
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48);
  return `parley-${plain === '' ? scenario.protocol : plain}-seed-${scenario.seed}`;
}
