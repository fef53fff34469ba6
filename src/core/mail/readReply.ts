import { readGraphReply } from "./graphReply";
import { readImapReply } from "./imapReply";
import { readPopReply } from "./popReply";
import type { ProtocolId, Transcript } from "./probe";
import type { Reading } from "./problem";
import { readSmtpReply } from "./smtpReply";

const judges: Readonly<Record<ProtocolId, (transcript: Transcript) => Reading>> = {
  imap: readImapReply,
  smtp: readSmtpReply,
  pop: readPopReply,
  graph: readGraphReply,
};

/** Did a login end in an open mailbox, and if not, what kind of end was it. */
export function readReply(transcript: Transcript): Reading {
  return judges[transcript.protocol](transcript);
}
