import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { CONTENT_POLICY } from './src/server/content-policy.ts';

export default defineConfig({
  // Relative addresses, so that the built page works from any static sub-path.
  base: './',
  plugins: [react(), contentPolicy(CONTENT_POLICY)],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    // Who starts the page waits for its address, and for nothing else.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});

/** In the page itself too, because a static host may send no header. */
function contentPolicy(policy: readonly string[]): Plugin {
  return {
    name: 'parley-content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy.join('; ') },
        injectTo: 'head-prepend',
      },
    ],
  };
}
