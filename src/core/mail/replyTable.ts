import type { Problem, Reading } from "./problem";
import type { StageId, Transcript } from "./probe";

/** Whether a transcript, which ended at `stage`, shows a problem. */
export type Test = (transcript: Transcript, stage: StageId) => boolean;

/** Problems and how they show; the first that applies counts. */
export type ReplyTable = readonly (readonly [Problem, Test])[];

const code =
  (pattern: RegExp): Test =>
  ({ failure }) =>
    failure !== undefined && pattern.test(failure.code);

const connectionBroke = code(/^(?:CLOSED|ECONNRESET|EPIPE|ECONNABORTED)$/);

/** How nobody was reached, or nobody spoke safely. TLS codes: Node.js "X509 certificate error codes". */
export const connectionProblems: ReplyTable = [
  ["lookup", code(/^(?:ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/)],
  [
    "tls",
    code(
      /^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/,
    ),
  ],
  ["tls", (transcript, stage) => stage === "tls" && connectionBroke(transcript, stage)],
  ["timeout", code(/^(?:TIMEOUT|ETIMEDOUT)$/)],
  ["refused", code(/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES)$/)],
  ["refused", (transcript, stage) => stage === "connect" && connectionBroke(transcript, stage)],
  ["bye", ({ bye }) => bye !== undefined],
];

/** How a conversation ended that had begun. */
export const endedProblems: ReplyTable = [
  ["closed", connectionBroke],
  ["garbled", code(/^PROTOCOL$/)],
];

/** True when the words of the server, its greeting aside, match. */
export const said =
  (pattern: RegExp): Test =>
  ({ authenticate, open, send, bye }) =>
    [authenticate, open, send].some((answer) => answer && pattern.test(answer.text)) ||
    (bye !== undefined && pattern.test(bye));

/** True when the server answered the sign-in with a refusal whose words match. */
export const signInRefused =
  (pattern = /^/): Test =>
  ({ authenticate }) =>
    authenticate !== undefined && !authenticate.accepted && pattern.test(authenticate.text);

/** True when the server refused the first thing that needs the mailbox, in words that match. */
export const openRefused =
  (pattern = /^/): Test =>
  ({ open }) =>
    open !== undefined && !open.accepted && pattern.test(open.text);

/** True when the server answered a step with a status of this form. */
export const answeredWith =
  (pattern: RegExp): Test =>
  ({ authenticate, open, send }) =>
    [authenticate, open, send].some((answer) => answer && pattern.test(answer.status));

/** True when the server told what it can do, and no mechanism was part of it that the dialer knows. */
export const offersOthers =
  (mechanism: RegExp): Test =>
  ({ capabilities }) =>
    capabilities.length > 0 && !capabilities.some((capability) => mechanism.test(capability));

/** Reads a transcript: did it end in an open mailbox, and if not, what kind of end was it. */
export function readBy(table: ReplyTable, transcript: Transcript): Reading {
  const { open, send, stages } = transcript;
  const undisturbed = stages.every(({ outcome }) => outcome === "ok");
  if (open?.accepted === true && send?.accepted !== false && undisturbed) return { ok: true };
  const stage = failedStage(transcript);
  const problem = table.find(([, test]) => test(transcript, stage))?.[0] ?? "unclear";
  return { ok: false, problem, stage };
}

function failedStage({ stages }: Transcript): StageId {
  return (stages.find(({ outcome }) => outcome === "failed") ?? stages.at(-1))?.id ?? "lookup";
}
