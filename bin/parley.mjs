#!/usr/bin/env node
// Runs the command line from the sources of this checkout. Node 20 runs no TypeScript, and compiling at each start would
// cost more than most commands: so the bundle is kept, and built anew when a source is newer than it.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist-cli', 'main.js');
// What npm links as the command of the package starts with it.
const banner = '#!/usr/bin/env node';
const sources = ['src/core', 'src/cli', 'bin', 'package-lock.json'];

/** @param {string} path @returns {number} */
function newestIn(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = readdirSync(path).map((name) => newestIn(join(path, name)));
  // The folder itself counts: removing a file changes nothing else.
  return Math.max(found.mtimeMs, ...entries);
}

function isStale() {
  const built = statSync(bundle, { throwIfNoEntry: false });
  return built === undefined || sources.some((path) => newestIn(join(root, path)) > built.mtimeMs);
}

async function buildBundle() {
  const { build } = await import('vite');
  // Several commands may start at once: each builds aside, and a rename within one folder is atomic.
  const aside = join(root, 'dist-cli', `build-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(root, 'src/cli/main.ts'),
        outDir: aside,
        copyPublicDir: false,
        target: 'node20',
        rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'main.js', banner } },
      },
    });
    renameSync(join(aside, 'main.js'), bundle);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

if (isStale()) await buildBundle();
if (process.argv[2] !== '--build-only') await import(pathToFileURL(bundle).href);
