import { readImapReply } from "../mail/imapReply";
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
