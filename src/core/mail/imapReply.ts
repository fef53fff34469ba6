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

/** Texts: Exchange Online as reported by its users; response codes: RFC 3501, RFC 5530. */
const problems: ReplyTable = [
  // Exchange may answer AUTHENTICATE with OK and then refuse every command: authentication is not access
  ["notConnected", said(/authenticated but not connected/i)],
  ["busy", said(/\[(?:UNAVAILABLE|LIMIT|INUSE)\]|too many|throttl|try again later|temporar/i)],
  // What Exchange answers to LOGIN and AUTHENTICATE PLAIN; the name BasicAuthBlocked is unverified
  [
    "basicAuthBlocked",
    signInRefused(/LOGIN failed|basic authentication is disabled|BasicAuthBlocked/i),
  ],
  ["authenticateRefused", signInRefused()],
  ["openRefused", openRefused()],
  ...connectionProblems,
  ["notMail", ({ greeting }, stage) => stage === "greeting" && !looksLikeImap(greeting)],
  // imapflow takes either
  ["noXoauth2", offersOthers(/\b(?:XOAUTH2|OAUTHBEARER)\b/i)],
  ...endedProblems,
];

/** Reads the transcript of an IMAP login. */
export function readImapReply(transcript: Transcript): Reading {
  return readBy(problems, transcript);
}

function looksLikeImap(greeting: string | undefined): boolean {
  return greeting !== undefined && /IMAP|^\* (?:OK|PREAUTH|BYE)\b/i.test(greeting);
}
