import { type Message, message } from "../../base/message";
import { redactPatterns } from "../../base/redact";
import type { Failure } from "../failure";
import type { Evidence } from "./finding";

/** Server text can be of any length; a report shows this much of it. */
const longestText = 1_000;

/** Quoted text, without what has the shape of a credential. */
export function evidence(label: Message, text: string): Evidence {
  return { label, text: redactPatterns(text).slice(0, longestText) };
}

/** Facts worth showing, words first, codes and ids last. */
const labels: readonly (readonly [fact: string, label: Message])[] = [
  ["graphMessage", message("Server's words")],
  ["granted", message("Granted")],
  ["problem", message("Problem")],
  ["detail", message("Details")],
  ["reason", message("Reason")],
  ["status", message("HTTP status")],
  ["graphCode", message("Graph error")],
  ["error", message("OAuth error")],
  ["suberror", message("Sub-error")],
  ["aadsts", message("AADSTS")],
  ["operation", message("Operation")],
  ["requestId", message("Request ID")],
  ["clientRequestId", message("Client request ID")],
  ["correlationId", message("Correlation ID")],
  ["traceId", message("Trace ID")],
];

/** What a failure carries, for support. */
export function failureEvidence(failure: Failure): readonly Evidence[] {
  const facts = labels.flatMap(([name, label]) => {
    const value = failure.facts[name];
    return value === undefined || value === "" ? [] : [evidence(label, String(value))];
  });
  return failure.facts["graphMessage"] === undefined
    ? [evidence(message("Message"), failure.message), ...facts]
    : facts;
}
