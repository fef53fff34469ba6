import type { ProtocolId } from "../mail/probe";
import { protocols } from "../mail/protocol";
import { isPlainText, readLine, readMembers, wireVersion } from "./wire";

/** What a program asks the editor for. */
export interface TokenRequest {
  /** As typed in the program's configuration. */
  readonly address: string;
  readonly protocol: ProtocolId;
}

/** A request with the proof that the program may read this person's files. */
export interface SignedRequest extends TokenRequest {
  readonly bearer: string;
}

/** Bytes of a request line, its LF included. */
export const longestRequest = 4096;
/** RFC 5321, 4.5.3.1: 64 for the local part, 255 for the domain. */
export const longestAddress = 320;
const longestBearer = 128;

/** The one way to write a request. */
export function formatRequest({ bearer, address, protocol }: SignedRequest): string {
  return `${JSON.stringify({ v: wireVersion, bearer, address, protocol })}\n`;
}

/**
 * Reads a request line.
 * @returns undefined for everything that {@link formatRequest} does not write: other members, members twice, other
 *   types, CR, LF or NUL within, a wrong version, too much, too little
 */
export function parseRequest(bytes: Uint8Array): SignedRequest | undefined {
  const line = readLine(bytes, longestRequest);
  const members = line === undefined ? undefined : readMembers(line);
  if (members === undefined || members["v"] !== wireVersion) return undefined;
  const { bearer, address, protocol } = members;
  if (!isPlainText(bearer, longestBearer) || !isPlainText(address, longestAddress)) {
    return undefined;
  }
  if (!isProtocol(protocol)) return undefined;
  const request = { bearer, address, protocol };
  return formatRequest(request) === `${line}\n` ? request : undefined;
}

/** True for the name of a protocol. */
export function isProtocol(value: unknown): value is ProtocolId {
  return typeof value === "string" && Object.hasOwn(protocols, value);
}
