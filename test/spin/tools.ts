/** SPIN and a C compiler: found, or installed where that takes no question, or a sentence that says what is missing. */
import { spawnSync } from 'node:child_process';

const NEEDED = ['spin', 'gcc'];
const PACKAGES = ['spin', 'gcc', 'libc6-dev'];
const INSTALL_MS = 180_000;

/** Null once everything is there. */
export function missingTool(say: (line: string) => void): string | null {
  if (NEEDED.every(isThere)) return null;
  const names = PACKAGES.join(' ');
  if (process.getuid?.() !== 0 || !isThere('apt-get'))
    return `SPIN is not installed, and can be installed here only by hand: on Debian, apt-get install ${names}`;
  say(`Installing ${names}`);
  const found = install() || (apt(['update']) && install());
  if (found && NEEDED.every(isThere)) return null;
  return `SPIN is not installed, and apt-get install ${names} failed`;
}

function install(): boolean {
  return apt(['install', '-y', '--no-install-recommends', ...PACKAGES]);
}

function apt(args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: INSTALL_MS }).status === 0;
}

function isThere(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}
