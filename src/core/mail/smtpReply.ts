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

/**
 * Texts: Exchange Online as reported by its users (failure reports of MailKit, nodemailer, email-oauth2-proxy); codes:
 * RFC 5321, RFC 3463.
 */
const problems: ReplyTable = [
  ["smtpAuthOff", signInRefused(/SmtpClientAuthentication is disabled/i)],
  ["basicAuthBlocked", signInRefused(/basic authentication is disabled/i)],
  ["policyRefused", signInRefused(/did not meet the criteria to be authenticated/i)],
  ["mailboxDenied", said(/mailbox logon failure|cannot open mailbox/i)],
  ["senderRefused", said(/SendAsDenied|5\.2\.252|5\.7\.60\b/i)],
  ["busy", said(/^4\d\d\b|\b4\.\d{1,3}\.\d{1,3}\b|too many|throttl|try again later/i)],
  ["authenticateRefused", signInRefused()],
  ["openRefused", openRefused()],
  ["sendRefused", ({ send }) => send !== undefined && !send.accepted],
  ...connectionProblems,
  ["notMail", ({ greeting }, stage) => stage === "greeting" && !/^220\b/.test(greeting ?? "220")],
  ["noXoauth2", withoutXoauth2],
  ...endedProblems,
];

/** Reads the transcript of an SMTP login. */
export function readSmtpReply(transcript: Transcript): Reading {
  return readBy(problems, transcript);
}
