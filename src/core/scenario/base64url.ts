/** Bytes as text that an address bar carries unchanged (RFC 4648, section 5, without padding). */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE_OF = new Map([...ALPHABET].map((letter, value) => [letter, value]));

export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    const letters = Math.min(4, bytes.length - at + 1);
    for (let index = 0; index < letters; index += 1)
      text += ALPHABET[(word >> (18 - 6 * index)) & 63] ?? '';
  }
  return text;
}

/** Null for a text that no bytes have. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let at = 0;
  for (const [index, letter] of [...text].entries()) {
    const value = VALUE_OF.get(letter);
    if (value === undefined) return null;
    word = ((word << 6) | value) & 0xff_ff_ff;
    // The first letter of four completes no byte, each of the others completes one.
    if (index % 4 === 0) continue;
    bytes[at] = (word >> (6 - 2 * (index % 4))) & 255;
    at += 1;
  }
  return bytes;
}
