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

/** Texts: Exchange Online as reported by its users; response codes: RFC 3501, RFC 5530. */
const problems: ReplyTable = [
  // Exchange may answer AUTHENTICATE with OK and then refuse every command: authentication is not access
  ["notConnected", said(/authenticated but not connected/i)],
  ["busy", said(/\[(?:UNAVAILABLE|LIMIT|INUSE)\]|too many|throttl|try again later|temporar/i)],
  ["authenticateRefused", signInRefused()],
  ["openRefused", openRefused()],
  ...connectionProblems,
  ["notMail", ({ greeting }, stage) => stage === "greeting" && !looksLikeImap(greeting)],
  ["noXoauth2", withoutXoauth2],
  ...endedProblems,
];

/** Reads the transcript of an IMAP login. */
export function readImapReply(transcript: Transcript): Reading {
  return readBy(problems, transcript);
}

function looksLikeImap(greeting: string | undefined): boolean {
  return greeting !== undefined && /IMAP|^\* (?:OK|PREAUTH|BYE)\b/i.test(greeting);
}
