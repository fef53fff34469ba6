/**
 * The few DER forms (ITU-T X.690) that certificates and PKCS #12 files are made of. Only writing: what
 * others wrote is read by Node.
 */

/** Identifier octets (X.690, 8.1.2), with the constructed bit where the form has parts. */
const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
}

/** Short form below 128, else the long form with as few octets as it takes (10.1). */
function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) octets.unshift(rest % 0x100);
  return Buffer.of(0x80 | octets.length, ...octets);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer =>
  encode(tags.sequence, ...parts);

/** A SET OF; DER wants its parts in ascending order (11.6). */
export function set(...parts: readonly Uint8Array[]): Buffer {
  return encode(tags.set, ...[...parts].sort((a, b) => Buffer.compare(a, b)));
}

/** A number that is not negative, as its bytes with the highest first. */
export function unsigned(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Buffer.of(0) : Buffer.from(bytes.subarray(start));
  const negative = (digits[0] ?? 0) >= 0x80;
  return encode(tags.integer, ...(negative ? [Buffer.of(0), digits] : [digits]));
}

/** A number below 2^31 that is not negative. */
export function smallInteger(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return unsigned(bytes);
}

export const octets = (bytes: Uint8Array): Buffer => encode(tags.octetString, bytes);

/** @param unusedBits of the last byte */
export const bits = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  encode(tags.bitString, Buffer.of(unusedBits), bytes);

export const utf8 = (text: string): Buffer => encode(tags.utf8, Buffer.from(text, "utf8"));

/** UTF-16 with the high byte first, as PKCS #12 wants its names. */
export const bmp = (text: string): Buffer => encode(tags.bmp, utf16(text));

export const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

export const nothing: Buffer = encode(tags.null);

export const yes: Buffer = encode(tags.boolean, Buffer.of(0xff));

/** @param dotted such as `1.2.840.113549.1.1.11` */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return encode(tags.objectId, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** Seven bits to an octet; all but the last carry the high bit (8.19.2). */
function base128(value: number): number[] {
  const digits = [value % 0x80];
  for (let rest = Math.floor(value / 0x80); rest > 0; rest = Math.floor(rest / 0x80)) {
    digits.unshift((rest % 0x80) | 0x80);
  }
  return digits;
}

/** Whole seconds in UTC; two digits of the year until 2049 (RFC 5280, 4.1.2.5). */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return date.getUTCFullYear() < 2050
    ? encode(tags.utcTime, Buffer.from(digits.slice(2), "ascii"))
    : encode(tags.generalizedTime, Buffer.from(digits, "ascii"));
}

/** A context-specific tag around other parts. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Buffer =>
  encode(0xa0 | number, ...parts);
