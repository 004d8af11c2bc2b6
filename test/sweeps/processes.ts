/** Starts commands of a shell as a person does, waits for them or kills them, and counts what they have written. */
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_MS = 20;
const PATIENCE_MS = 300_000;

/** What the command prints. */
export function run(command: string, folder: string): string {
  const options = { shell: true, cwd: folder, encoding: 'utf8', timeout: PATIENCE_MS } as const;
  const { status, stdout, stderr } = spawnSync(command, options);
  if (status === 0) return stdout;
  throw new Error(`${command} ended with ${status}:\n${stderr}`);
}

/** Runs that the files of sweeps in the folder hold: each has a first line of its own. */
export function rowsIn(folder: string): number {
  const lines = filesIn(folder).map((file) => readFileSync(file, 'utf8').split('\n').length - 1);
  return lines.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
}

export function removeRows(folder: string): void {
  for (const file of filesIn(folder)) rmSync(file);
}

function filesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return names.map((name) => join(folder, name));
}

/** Kills the command, with every process that it has started, once half of all runs are there. */
export async function killHalfWay(
  command: string,
  { folder, all }: { readonly folder: string; readonly all: number },
): Promise<void> {
  const child = spawn(command, { shell: true, cwd: folder, detached: true, stdio: 'ignore' });
  const { pid } = child;
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  while (rowsIn(folder) < all / 2 && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  if (pid === undefined || child.exitCode !== null)
    throw new Error(`${command} ended before it could be killed`);
  for (const each of [pid, ...descendantsOf(pid), -pid]) kill(each);
  await ended;
  if (rowsIn(folder) >= all) throw new Error(`${command} was done before it was killed`);
}

/** GNU parallel gives its jobs groups of their own, which a signal to the group of the shell does not reach. */
function descendantsOf(root: number): readonly number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const parents = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  // Grows while it is walked through.
  for (const parent of found)
    for (const [id = 0, of = 0] of parents) if (of === parent) found.push(id);
  return found.slice(1);
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has gone by itself, or with its group.
  }
}
