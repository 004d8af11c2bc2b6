import { describe, expect, it } from 'vitest';
import { findChrome, NOTHING_FOUND } from '../../browser/find-chrome.ts';
import type { Machine } from '../../browser/find-chrome.ts';

function machine(traits: Partial<Machine>, files: readonly string[] = []): Machine {
  return {
    platform: 'linux',
    arch: 'x64',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    exists: (path) => files.includes(path),
    unpack: () => Promise.resolve('/cache/chromium'),
    downloaded: '/playwright/chrome',
    ...traits,
  };
}

describe('finding a Chromium', () => {
  it('takes what CHROME_PATH names before anything else', async () => {
    const env = { CHROME_PATH: '/opt/mine', PATH: '/usr/bin' };
    const files = ['/opt/mine', '/usr/bin/chromium'];
    expect(await findChrome(machine({ env }, files))).toBe('/opt/mine');
  });

  it('refuses a CHROME_PATH that does not exist instead of using another browser', async () => {
    const env = { CHROME_PATH: '/opt/gone', PATH: '/usr/bin' };
    const found = findChrome(machine({ env }, ['/usr/bin/chromium']));
    await expect(found).rejects.toThrow('CHROME_PATH names /opt/gone');
  });

  it('finds an installed one on the path of Linux', async () => {
    expect(await findChrome(machine({}, ['/usr/bin/chromium']))).toBe('/usr/bin/chromium');
  });

  it('finds an application on a Mac', async () => {
    const path = '/homes/ada/Applications/Chromium.app/Contents/MacOS/Chromium';
    const mac = { platform: 'darwin', arch: 'arm64', env: { HOME: '/homes/ada' } };
    expect(await findChrome(machine(mac, [path]))).toBe(path);
  });

  it('finds a program on Windows', async () => {
    const path = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const windows = { platform: 'win32', env: { ProgramFiles: 'C:\\Program Files' } };
    expect(await findChrome(machine(windows, [path]))).toBe(path);
  });

  it('unpacks the carried one on a bare Linux x64', async () => {
    expect(await findChrome(machine({}))).toBe('/cache/chromium');
  });

  it('falls back to the download of Playwright elsewhere', async () => {
    const arm = { arch: 'arm64' };
    expect(await findChrome(machine(arm, ['/playwright/chrome']))).toBe('/playwright/chrome');
  });

  it('says in one line what to install where there is none', async () => {
    await expect(findChrome(machine({ arch: 'arm64' }))).rejects.toThrow(NOTHING_FOUND);
    expect(NOTHING_FOUND).not.toContain('\n');
  });
});
