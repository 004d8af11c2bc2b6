/**
 * Finds a Chromium for the browser tests: what CHROME_PATH names, else an installed one, else on Linux x64 the one that an
 * npm package carries, else Playwright's own download. Where there is none, it says what to install.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join, posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** What the choice depends on, so that a test can be any machine. */
export type Machine = {
  readonly platform: string;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
  /** Unpacks the Chromium of the npm package, once; resolves to its path. */
  unpack(): Promise<string>;
  /** Where Playwright would have put its own. */
  readonly downloaded: string;
};

export const NOTHING_FOUND =
  'The browser tests need Chromium: install Chrome or Chromium, or set CHROME_PATH to it, or run "npx playwright install chromium".';

const LINUX_NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

export async function findChrome(machine: Machine): Promise<string> {
  const named = machine.env.CHROME_PATH ?? '';
  if (named !== '') {
    if (machine.exists(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, and there is no such file.`);
  }
  const installed = installedPaths(machine).find((path) => machine.exists(path));
  if (installed !== undefined) return installed;
  if (machine.platform === 'linux' && machine.arch === 'x64') return machine.unpack();
  if (machine.exists(machine.downloaded)) return machine.downloaded;
  throw new Error(NOTHING_FOUND);
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    env: process.env,
    exists: existsSync,
    unpack: unpackCarried,
    downloaded: chromium.executablePath(),
  };
}

function installedPaths({ platform, env }: Machine): readonly string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(env.HOME ?? '', 'Applications')];
    return MAC_APPS.flatMap((app) =>
      folders.map((folder) => posix.join(folder, `${app}.app/Contents/MacOS/${app}`)),
    );
  }
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA];
    return WINDOWS_PROGRAMS.flatMap((program) =>
      folders.flatMap((folder) => (folder === undefined ? [] : [win32.join(folder, program)])),
    );
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));
const LOCK_WAIT_MS = 200;
const LOCK_WAITS_MAX = 600;

/** Runs that start together share one unpacked copy; the lock keeps them from reading a half-written one. */
async function unpackCarried(): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const lock = join(CACHE, 'lock');
  await takeLock(lock);
  try {
    return await unpackInto(CACHE);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function unpackInto(folder: string): Promise<string> {
  const { TMPDIR } = process.env;
  // The package unpacks into the folder for temporary files, and its shared libraries only where it believes to be on this platform.
  process.env.TMPDIR = folder;
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  try {
    const carried = await import('@sparticuz/chromium');
    const path = await carried.default.executablePath();
    useLibraries(join(folder, 'al2023', 'lib'));
    return path;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    delete process.env.AWS_LAMBDA_JS_RUNTIME;
  }
}

function useLibraries(folder: string): void {
  const known = (process.env.LD_LIBRARY_PATH ?? '').split(delimiter);
  if (known.includes(folder)) return;
  process.env.LD_LIBRARY_PATH = [folder, ...known.filter((path) => path !== '')].join(delimiter);
}

async function takeLock(lock: string): Promise<void> {
  for (let wait = 0; wait < LOCK_WAITS_MAX; wait += 1) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
    }
  }
  throw new Error(`Another run seems to be unpacking Chromium; if none is, remove ${lock}.`);
}
