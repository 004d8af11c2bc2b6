import { rfc8949EncodeOptions, encode, Token, Type } from 'cborg';
import { encodePlain } from './canonical-plain.ts';

/**
 * The canonical bytes of plain data: CBOR with the core deterministic encoding of RFC 8949, section 4.2. The same data
 * gives the same bytes, whatever the order in which keys were put in, and different data gives different bytes.
 */
export function canonical(data: unknown): Uint8Array {
  return encodePlain(data) ?? encode(data, OPTIONS);
}

/** The head of a CBOR array, so that items encoded one by one can be joined to what `canonical` gives for the whole. */
export function arrayHead(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(0x80 | length);
  if (length < 0x100) return Uint8Array.of(0x98, length);
  if (length < 0x10000) return Uint8Array.of(0x99, length >>> 8, length & 0xff);
  throw new RangeError(`No statement has ${length} fields`);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

// UTF-8 knows no lone surrogates: every encoder would replace them all by the same character, and two different
// operations would get one digest. Such a text is encoded as a byte string of its code units instead.
const OPTIONS = {
  ...rfc8949EncodeOptions,
  typeEncoders: {
    string: (text: string): Token | null =>
      LONE_SURROGATE.test(text) ? new Token(Type.bytes, codeUnits(text)) : null,
  },
};

function codeUnits(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit >>> 8;
    bytes[2 * i + 1] = unit & 0xff;
  }
  return bytes;
}
