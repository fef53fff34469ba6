import type { Reading } from "./problem";
import type { Transcript } from "./probe";
import {
  answeredWith,
  connectionProblems,
  endedProblems,
  openRefused,
  readBy,
  type ReplyTable,
  said,
  signInRefused,
} from "./replyTable";

/**
 * Texts: Exchange Online as reported by its users (failure reports of MailKit, nodemailer, email-oauth2-proxy); that it
 * will say 5.7.30 to passwords is announced; codes: RFC 5321, RFC 3463, RFC 4954.
 */
const problems: ReplyTable = [
  ["smtpAuthOff", signInRefused(/SmtpClientAuthentication is disabled/i)],
  ["basicAuthBlocked", signInRefused(/basic authentication is (?:disabled|not supported)/i)],
  ["policyRefused", signInRefused(/did not meet the criteria to be authenticated/i)],
  ["mailboxDenied", said(/mailbox logon failure|cannot open mailbox/i)],
  ["senderRefused", said(/SendAsDenied|\b5\.2\.252\b|\b5\.7\.60\b/i)],
  // RFC 5321 §4.2.1: 4xx is a no for now
  ["busy", answeredWith(/^4/)],
  ["busy", ({ bye }) => bye?.startsWith("4") === true],
  ["noXoauth2", signInRefused(/^5\.7\.4\b|unrecognized authentication type/i)],
  ["authenticateRefused", signInRefused()],
  ["openRefused", openRefused()],
  ["sendRefused", ({ send }) => send !== undefined && !send.accepted],
  ...connectionProblems,
  ["notMail", ({ greeting }, stage) => stage === "greeting" && !/^220\b/.test(greeting ?? "220")],
  // Nothing was shown to the server: the mechanism was not among those of EHLO
  [
    "noXoauth2",
    ({ authenticate, failure }, stage) => stage === "authenticate" && !authenticate && !failure,
  ],
  ...endedProblems,
];

/** Reads the transcript of an SMTP login. */
export function readSmtpReply(transcript: Transcript): Reading {
  return readBy(problems, transcript);
}
