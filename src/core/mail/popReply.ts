import type { Reading } from "./problem";
import type { Transcript } from "./probe";
import {
  connectionProblems,
  endedProblems,
  offersOthers,
  openRefused,
  readBy,
  type ReplyTable,
  said,
  signInRefused,
} from "./replyTable";

/** Texts: Exchange Online as reported by its users; response codes: RFC 2449, RFC 3206. */
const problems: ReplyTable = [
  ["notConnected", said(/authenticated but not connected/i)],
  ["busy", said(/\[(?:IN-USE|LOGIN-DELAY|SYS\/TEMP)\]|too many|throttl|try again later/i)],
  ["basicAuthBlocked", signInRefused(/basic authentication is disabled/i)],
  // CAPA is asked where AUTH XOAUTH2 was refused, and says what the server takes instead
  ["noXoauth2", offersOthers(/\bXOAUTH2\b/i)],
  ["authenticateRefused", signInRefused()],
  ["openRefused", openRefused()],
  ...connectionProblems,
  [
    "notMail",
    ({ greeting }, stage) => stage === "greeting" && !(greeting ?? "+OK").startsWith("+OK"),
  ],
  ...endedProblems,
];

/** Reads the transcript of a POP login. */
export function readPopReply(transcript: Transcript): Reading {
  return readBy(problems, transcript);
}
