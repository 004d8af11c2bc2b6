import { Inflate, deflateSync, strFromU8, strToU8 } from 'fflate';
import type { Scenario } from '../model/index.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { LIMITS } from './limits.ts';
import { toMinimal } from './minimal.ts';
import { CODES } from './problem.ts';
import type { Problem } from './problem.ts';

/**
 * A link holds the whole scenario with its interventions: version, a dot, then the deflated shortest JSON form as base64url.
 */
const PREFIX = '1.';

/** Compressed bytes given to the inflater at once: it swells at most a thousandfold before its output is counted. */
const SLICE = 512;

export type Decoded =
  | { readonly ok: true; readonly source: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Null where the scenario is too large for a link. */
export function encodeLink(scenario: Scenario): string | null {
  const bytes = deflateSync(strToU8(JSON.stringify(toMinimal(scenario))), { level: 9 });
  const link = PREFIX + toBase64Url(bytes);
  return link.length <= LIMITS.linkMax ? link : null;
}

/** The scenario's JSON text, not checked yet: that is the schema's work. Never throws. */
export function decodeLink(link: string): Decoded {
  if (link.length > LIMITS.linkMax)
    return refuse(`is too long: at most ${LIMITS.linkMax} characters are read`);
  if (!link.startsWith(PREFIX)) return refuse('was made by another version of Parley');
  const bytes = fromBase64Url(link.slice(PREFIX.length));
  const source = bytes === null ? null : inflate(bytes);
  return source === null
    ? refuse('is damaged: it was probably cut off or changed on its way')
    : { ok: true, source };
}

function refuse(message: string): Decoded {
  return {
    ok: false,
    problems: [{ path: '', code: CODES.badLink, message: `the link ${message}` }],
  };
}

/** Null for bytes that are not deflated text, or that swell beyond the limit of a scenario: a small link can hold gigabytes. */
function inflate(bytes: Uint8Array): string | null {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const inflater = new Inflate((part, isLast) => {
    size += part.length;
    parts.push(part);
    isWhole = isLast;
  });
  try {
    for (let at = 0; at < bytes.length && size <= LIMITS.fileMax; at += SLICE) {
      inflater.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
    }
    return isWhole && size <= LIMITS.fileMax ? strFromU8(joined(parts, size)) : null;
  } catch {
    return null;
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
