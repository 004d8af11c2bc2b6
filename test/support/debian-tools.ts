/** Programs that a check needs beside Node: found, or installed where that takes no question, or a sentence that says what is missing. */
import { spawnSync } from 'node:child_process';

export type Tools = {
  /** As a person calls it. */
  readonly name: string;
  /** All of these commands have to be there. */
  readonly commands: readonly string[];
  /** Debian's packages. */
  readonly packages: readonly string[];
};

const INSTALL_MS = 240_000;

/** Null once everything is there. */
export function missingTools(tools: Tools, say: (line: string) => void): string | null {
  const { name, commands, packages } = tools;
  if (commands.every(isThere)) return null;
  const names = packages.join(' ');
  if (process.getuid?.() !== 0 || !isThere('apt-get'))
    return `${name} is not installed, and can be installed here only by hand: on Debian, apt-get install ${names}`;
  say(`Installing ${names}`);
  const found = install(packages) || (apt(['update']) && install(packages));
  if (found && commands.every(isThere)) return null;
  return `${name} is not installed, and apt-get install ${names} failed`;
}

function install(packages: readonly string[]): boolean {
  return apt(['install', '-y', '--no-install-recommends', ...packages]);
}

function apt(args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: INSTALL_MS }).status === 0;
}

export function isThere(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}
