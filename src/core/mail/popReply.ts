import type { Reading } from "./problem";
import type { Transcript } from "./probe";
import {
  connectionProblems,
  endedProblems,
  openRefused,
  readBy,
  type ReplyTable,
  said,
  signInRefused,
  withoutXoauth2,
} from "./replyTable";

/** Texts: Exchange Online as reported by its users; response codes: RFC 2449, RFC 3206. */
const problems: ReplyTable = [
  ["notConnected", said(/authenticated but not connected/i)],
  ["busy", said(/\[(?:IN-USE|LOGIN-DELAY|SYS\/TEMP)\]|too many|throttl|try again later/i)],
  ["basicAuthBlocked", signInRefused(/basic authentication is disabled/i)],
  ["authenticateRefused", signInRefused()],
  ["openRefused", openRefused()],
  ...connectionProblems,
  [
    "notMail",
    ({ greeting }, stage) => stage === "greeting" && !(greeting ?? "+OK").startsWith("+OK"),
  ],
  ["noXoauth2", withoutXoauth2],
  ...endedProblems,
];

/** Reads the transcript of a POP login. */
export function readPopReply(transcript: Transcript): Reading {
  return readBy(problems, transcript);
}
