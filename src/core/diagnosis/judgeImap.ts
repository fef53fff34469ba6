import { readImapReply } from "../mail/imapReply";
import type { ImapTranscript } from "../mail/probe";
import { diagnose } from "./diagnose";
import type { Finding } from "./finding";
import type { ImapSymptom } from "./symptom";

/** Talk, then judge: a transcript, and what is known of the token, become a verdict. */
export function judgeImap(evidence: Omit<ImapSymptom, "problem" | "stage">): {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
} {
  const reading = readImapReply(evidence.transcript);
  if (reading.ok) return { ok: true, findings: [] };
  return { ok: false, findings: diagnose({ ...evidence, ...reading }) };
}

/** True when the server saw the token and said no to the sign-in itself. */
export function isRefused(transcript: ImapTranscript): boolean {
  const reading = readImapReply(transcript);
  return !reading.ok && reading.problem === "authenticateRefused";
}
