/** What the page may load and run: only its own files, and no script or style that stands in markup. */
export const CONTENT_POLICY: readonly string[] = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "style-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
];
