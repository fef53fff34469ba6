import { isPlainText, readLine, readMembers, wireVersion } from "./wire";

/** How the program finds one window of the editor. Stands in a file that only its owner can read. */
export interface WindowRecord {
  /** Path of the socket, or name of the pipe. */
  readonly socket: string;
  /** 256 random bits in base64url, new for each window and each start. */
  readonly bearer: string;
  /** Milliseconds since 1970: the newest window is asked first. */
  readonly startedAt: number;
}

/** Bytes of a record, its LF included. */
export const longestRecord = 4096;

/** Names of records and of their sockets: a random word and what it is. */
export const recordName = /^[\w-]{8,64}\.json$/;

/** The text of a record's file. */
export function formatRecord({ socket, bearer, startedAt }: WindowRecord): string {
  return `${JSON.stringify({ v: wireVersion, socket, bearer, startedAt })}\n`;
}

/** Reads a record. @returns undefined for everything that {@link formatRecord} does not write */
export function parseRecord(bytes: Uint8Array): WindowRecord | undefined {
  const line = readLine(bytes, longestRecord);
  const members = line === undefined ? undefined : readMembers(line);
  if (members === undefined || members["v"] !== wireVersion) return undefined;
  const { socket, bearer, startedAt } = members;
  if (!isPlainText(socket, longestRecord) || !isPlainText(bearer, longestRecord)) return undefined;
  if (typeof startedAt !== "number") return undefined;
  const record = { socket, bearer, startedAt };
  return formatRecord(record) === `${line}\n` ? record : undefined;
}
