import type { ImapTranscript, StageId } from "./probe";

/** What kept an IMAP login from its end. */
export type ImapProblem =
  | "lookup"
  | "refused"
  | "timeout"
  | "tls"
  | "notImap"
  | "busy"
  | "bye"
  | "noXoauth2"
  | "authenticateRefused"
  | "notConnected"
  | "openRefused"
  | "closed"
  | "unclear";

export type ImapReading =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: ImapProblem; readonly stage: StageId };

type Test = (transcript: ImapTranscript, stage: StageId) => boolean;

const code =
  (pattern: RegExp): Test =>
  ({ failure }) =>
    failure !== undefined && pattern.test(failure.code);

/** Everything the server said after its greeting. */
const words = ({ authenticate, open, bye }: ImapTranscript): string =>
  [authenticate?.text, open?.text, bye].filter((text) => text !== undefined).join("\n");

const connectionBroke = code(/^(?:CLOSED|ECONNRESET|EPIPE|ECONNABORTED)$/);

/**
 * The first that applies. Texts: Exchange Online as reported by its users; response codes: RFC 3501, RFC
 * 5530; TLS codes: Node.js "X509 certificate error codes".
 */
const problems: readonly (readonly [ImapProblem, Test])[] = [
  // Exchange may answer AUTHENTICATE with OK and then refuse every command: authentication is not access
  ["notConnected", (transcript) => /authenticated but not connected/i.test(words(transcript))],
  [
    "busy",
    (transcript) =>
      /\[(?:UNAVAILABLE|LIMIT|INUSE)\]|too many|throttl|try again later|temporar/i.test(
        words(transcript),
      ),
  ],
  [
    "authenticateRefused",
    ({ authenticate }) => authenticate !== undefined && authenticate.status !== "OK",
  ],
  ["openRefused", ({ open }) => open !== undefined && open.status !== "OK"],
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
  ["notImap", ({ greeting }, stage) => stage === "greeting" && !looksLikeImap(greeting)],
  [
    "noXoauth2",
    ({ capabilities, authenticate }) =>
      authenticate === undefined && capabilities.length > 0 && !offersXoauth2(capabilities),
  ],
  ["closed", connectionBroke],
];

/** Reads a transcript: did it end in an open mailbox, and if not, what kind of end was it. */
export function readImapReply(transcript: ImapTranscript): ImapReading {
  if (transcript.open?.status === "OK") return { ok: true };
  const stage = failedStage(transcript);
  const problem = problems.find(([, test]) => test(transcript, stage))?.[0] ?? "unclear";
  return { ok: false, problem, stage };
}

function failedStage({ stages }: ImapTranscript): StageId {
  return (stages.find(({ outcome }) => outcome === "failed") ?? stages.at(-1))?.id ?? "lookup";
}

function looksLikeImap(greeting: string | undefined): boolean {
  return greeting !== undefined && /IMAP|^\* (?:OK|PREAUTH|BYE)\b/i.test(greeting);
}

function offersXoauth2(capabilities: readonly string[]): boolean {
  return capabilities.some((capability) => /^AUTH=(?:XOAUTH2|OAUTHBEARER)$/i.test(capability));
}
