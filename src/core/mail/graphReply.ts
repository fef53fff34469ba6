import type { Reading } from "./problem";
import type { Transcript } from "./probe";
import {
  connectionProblems,
  endedProblems,
  openRefused,
  readBy,
  type ReplyTable,
  signInRefused,
} from "./replyTable";

/**
 * Error codes: Graph "error responses" and Outlook mail API, as reported by its users; MailboxNotEnabledForRESTAPI,
 * ErrorNonExistentMailbox and ErrorInvalidUser are unverified here.
 */
const problems: ReplyTable = [
  [
    "noMailbox",
    openRefused(
      /MailboxNotEnabledForRESTAPI|ErrorInvalidUser|ErrorNonExistentMailbox|ResourceNotFound/,
    ),
  ],
  [
    "mailboxDenied",
    openRefused(/ErrorAccessDenied|Access to OData is disabled|Authorization_RequestDenied/),
  ],
  ["busy", ({ open }) => open !== undefined && /^(?:429|503|504)$/.test(open.status)],
  ["authenticateRefused", signInRefused()],
  ["sendRefused", ({ send }) => send !== undefined && !send.accepted],
  ["openRefused", openRefused()],
  ...connectionProblems,
  ["notMail", ({ failure }) => failure?.code === "PROTOCOL"],
  ...endedProblems,
];

/** Reads the transcript of a login to Microsoft Graph. */
export function readGraphReply(transcript: Transcript): Reading {
  return readBy(problems, transcript);
}
