import { Failure } from "../../../core/failure";

interface FirstCertificate {
  readonly der: Uint8Array;
  readonly hadPrivateKey: boolean;
  readonly further: number;
}

/** RFC 7468; other tools write headers and other blocks around it. */
const block = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END/g;
const anyPrivateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

/** What a PKCS #12 file begins with after its outer header: version 3. A certificate begins with a sequence. */
const pkcs12Version = Buffer.of(0x02, 0x01, 0x03);

/**
 * The first certificate of a file, in DER or PEM. A private key beside it is seen and left alone.
 * @throws Failure `input.invalid` (certificate.empty, certificate.pfx, certificate.unreadable)
 */
export function firstCertificate(file: Uint8Array): FirstCertificate {
  if (file.length === 0) throw refused("empty", "The file is empty.");
  if (file[0] === 0x30) return { der: derIn(file), hadPrivateKey: false, further: 0 };
  const text = textOf(file);
  const [first, ...others] = Array.from(text.matchAll(block), ([, base64 = ""]) => base64);
  if (first === undefined) throw unreadable("The file holds no certificate.");
  return {
    der: Buffer.from(first, "base64"),
    hadPrivateKey: anyPrivateKey.test(text),
    further: others.length,
  };
}

/** Windows writes PEM in UTF-16, too, with its mark in front. */
function textOf(file: Uint8Array): string {
  const bytes = Buffer.from(file);
  return bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf16le" : "latin1");
}

/** @throws Failure `input.invalid` (certificate.pfx) */
function derIn(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file);
  const lengthOctets = (bytes[1] ?? 0) & 0x80 ? (bytes[1] ?? 0) & 0x7f : 0;
  const content = bytes.subarray(2 + lengthOctets);
  if (content.subarray(0, pkcs12Version.length).equals(pkcs12Version)) {
    throw refused("pfx", "The file is a PKCS #12 file.");
  }
  return bytes;
}

/** What to throw for a file that holds nothing to be used. */
export function unreadable(text: string, cause?: unknown): Failure {
  return refused("unreadable", text, cause);
}

function refused(problem: string, text: string, cause?: unknown): Failure {
  return new Failure("input.invalid", text, { input: "certificate", problem }, { cause });
}
