import { findChrome, thisMachine } from './find-chrome.ts';

/** Finds the browser once, before any test; the workers inherit the environment. */
export default async function globalSetup(): Promise<void> {
  process.env.PARLEY_CHROME = await findChrome(thisMachine());
}
