import { ObjectMemo } from '../base/object-memo.ts';
import { arrayHead, canonical } from '../base/canonical.ts';

/**
 * The bytes that a signature covers: domain tag, run, signer, then the statement (A1). They are the canonical encoding
 * of the whole array, put together field by field so that a frozen field, such as the certificates that a VIEW-CHANGE
 * carries past n receivers, is encoded once. Null for what is not plain data: nobody can have signed it.
 */
export function statementBytes(
  runId: string,
  signer: number,
  statement: readonly unknown[],
): Uint8Array | null {
  try {
    return join(['parley/1', runId, signer, ...statement]);
  } catch {
    // The encoder throws for functions, cycles and nesting beyond the stack, which only a traitor's message can hold.
    return null;
  }
}

function join(fields: readonly unknown[]): Uint8Array {
  const parts = [arrayHead(fields.length), ...fields.map(fieldBytes)];
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const encoded = new ObjectMemo<object, Uint8Array>();

function fieldBytes(field: unknown): Uint8Array {
  if (typeof field !== 'object' || field === null || !Object.isFrozen(field))
    return canonical(field);
  const known = encoded.get(field);
  if (known !== undefined) return known;
  const bytes = canonical(field);
  encoded.set(field, bytes);
  return bytes;
}
