import { createHash } from 'node:crypto';
import type { Data, ProcessId, Statement } from '../../src/core/model/index.ts';

/**
 * A signature scheme for tests, independent of the project's own: a hash over the signer's secret and the statement. Only
 * this file knows the secrets, so whoever signs says as whom, and a test that forges has to say so.
 */

/** JSON with sorted keys: the same data gives the same text. */
function canonicalJson(data: Data): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function digestOf(domain: string, data: Data): string {
  return sha256(`digest ${canonicalJson([domain, data])}`);
}

export function signatureOf(signer: ProcessId, statement: Statement): string {
  return sha256(`secret of ${signer}: ${canonicalJson(statement)}`);
}

export function isSignedBy(signer: ProcessId, statement: Statement, signature: Data): boolean {
  try {
    return signatureOf(signer, statement) === signature;
  } catch {
    // What has no JSON form was signed by nobody.
    return false;
  }
}

/** The crypto that digests of messages need. */
export const testCrypto = { digest: digestOf };
