/** The whole app in one file that works from disk without a server: dist-single/parley.html. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import type { Plugin, Rolldown } from 'vite';
import page from './vite.config.ts';

export default defineConfig(
  mergeConfig(page, {
    publicDir: false,
    resolve: {
      alias: [{ find: /^.*\/worker\/spawn\.ts$/, replacement: here('src/worker/spawn-inline.ts') }],
    },
    plugins: [oneFile('parley.html')],
    // Browsers start no module worker for a page from disk.
    worker: { format: 'iife' },
    build: {
      outDir: 'dist-single',
      assetsInlineLimit: () => true,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { output: { codeSplitting: false }, checks: { pluginTimings: false } },
    },
  }),
);

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Puts script, style and icon into the page, which is then all that is written. */
function oneFile(name: string): Plugin {
  return {
    name: 'parley-one-file',
    // After Vite itself, which writes into the script until the end.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle);
        const html = textOf(only(files, '.html'));
        const script = inScript(textOf(only(files, '.js')));
        const style = latinOnly(textOf(only(files, '.css')));
        for (const file of Object.keys(bundle)) Reflect.deleteProperty(bundle, file);
        this.emitFile({ type: 'asset', fileName: name, source: joined({ html, script, style }) });
      },
    },
  };
}

/** More than one would be a file that the page cannot load from disk. */
function only(files: readonly Output[], ending: string): Output {
  const [found, ...others] = files.filter(({ fileName }) => fileName.endsWith(ending));
  if (!found || others.length > 0)
    throw new Error(`One ${ending} is expected, not ${1 + others.length}.`);
  return found;
}

type Output = Rolldown.OutputAsset | Rolldown.OutputChunk;

function textOf(output: Output): string {
  const text = output.type === 'chunk' ? output.code : output.source;
  return typeof text === 'string' ? text : new TextDecoder().decode(text);
}

type Parts = { readonly html: string; readonly script: string; readonly style: string };

function joined({ html, script, style }: Parts): string {
  const icon = readFileSync(here('public/icon.svg')).toString('base64');
  // Replaced by functions: a dollar in the texts would mean something otherwise.
  return html
    .replace(/\s*<script [^>]*src="[^"]*"><\/script>/, '')
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
    .replace('./icon.svg', `data:image/svg+xml;base64,${icon}`)
    .replace(
      /(http-equiv="Content-Security-Policy" content=")[^"]*/,
      (_, before: string) => before + policyFor(script, style),
    )
    .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
}

/** It may load nothing at all, and runs no script but its own. */
function policyFor(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data: blob:',
    'font-src data:',
    'connect-src data: blob:',
    'worker-src blob:',
    "base-uri 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** In markup the end of a script is found by its letters, wherever they stand. */
function inScript(code: string): string {
  return code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** Fonts are cut by alphabet, and each would be carried along: other alphabets are left to the machine's own fonts. */
function latinOnly(css: string): string {
  const faces = /@font-face\{[^}]*\}/g;
  const isLatin = (face: string): boolean => /unicode-range:U\+(\?\?|0+-)/i.test(face);
  if (!css.match(faces)?.some(isLatin)) throw new Error('No typeface has the Latin letters.');
  return css.replace(faces, (face) => (isLatin(face) ? face : ''));
}
