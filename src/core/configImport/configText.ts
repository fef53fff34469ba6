import { message } from "../../base/message";
import { ConfigProblem } from "./configProblem";

/** In bytes. Real ones have a few thousand, a copy of mutt_oauth2.py twenty thousand. */
export const largestConfiguration = 512 * 1024;

/** True for what may be read at all; a file is measured before it is loaded. */
export function isTooLarge(size: number): boolean {
  return size > largestConfiguration;
}

export const tooLarge = message(
  "It has more than {0} KB; a configuration has a few. Choose the configuration file itself.",
  largestConfiguration / 1024,
);

/**
 * The text of a configuration file. A byte order mark is taken off; UTF-16 is read where such a mark tells it.
 * @throws ConfigProblem for a file that is too large or encrypted
 */
export function configText(bytes: Uint8Array): string {
  if (isTooLarge(bytes.length)) throw new ConfigProblem(tooLarge, undefined);
  if (isEncrypted(bytes)) throw new ConfigProblem(encrypted, undefined);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** @throws ConfigProblem where a file is binary or was not Unicode */
export function requireText(text: string): void {
  const broken = text.indexOf("\ufffd");
  const control = text.indexOf("\0");
  if (control >= 0) throw new ConfigProblem(binary, control);
  if (broken >= 0) throw new ConfigProblem(notUnicode, broken);
}

const binary = message("It is not a text file.");
const notUnicode = message("It is not in UTF-8. Save it in UTF-8 and try again.");
const encrypted = message(
  "It is encrypted, and Entra Mail does not decrypt it: such a file holds tokens. Choose the script or configuration beside it, or type the client ID with Import Registration by Client ID.",
);

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

const armour =
  /^\s*(?:-----BEGIN PGP MESSAGE-----|-----BEGIN AGE ENCRYPTED FILE-----|age-encryption\.org\/v1)/;

/** Tags of the packet a binary OpenPGP message begins with: session key, then encrypted data (RFC 9580 5). */
const sessionKeyTags: ReadonlySet<number> = new Set([1, 3]);

/** OpenPGP, binary or armoured, or age. */
function isEncrypted(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  // Bit 7 marks a packet, bit 6 the newer form of its header (RFC 9580 4.2)
  const tag = (first & 0x40) === 0 ? (first & 0x3c) >> 2 : first & 0x3f;
  if ((first & 0x80) !== 0 && sessionKeyTags.has(tag) && !isUtf8Start(bytes)) return true;
  return armour.test(new TextDecoder("latin1").decode(bytes.subarray(0, 200)));
}

/** A first letter outside of ASCII could be mistaken for the header of a packet. */
function isUtf8Start(bytes: Uint8Array): boolean {
  return !new TextDecoder().decode(bytes.subarray(0, 8)).startsWith("\ufffd");
}
