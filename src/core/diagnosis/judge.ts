import { readReply } from "../mail/readReply";
import type { Transcript } from "../mail/probe";
import { diagnose } from "./diagnose";
import type { Finding } from "./finding";
import type { Symptom } from "./symptom";

/** Talk, then judge: a transcript, and what is known of the token, become a verdict. */
export function judge(evidence: Omit<Symptom, "problem" | "stage">): {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
} {
  const reading = readReply(evidence.transcript);
  if (reading.ok) return { ok: true, findings: [] };
  return { ok: false, findings: diagnose({ ...evidence, ...reading }) };
}

/** True when the server saw the token and said no to the sign-in itself. */
export function isRefused(transcript: Transcript): boolean {
  const reading = readReply(transcript);
  return !reading.ok && reading.problem === "authenticateRefused";
}
