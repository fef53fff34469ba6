import type { ProtocolId } from "../../mail/probe";
import type { PastedText } from "./pastedText";
import { shortened } from "./serverWords";
import type { PlacedSymptom } from "./textSymptom";

/** Words of Node.js, OpenSSL, Python, Go, curl and rustls for what Node.js calls by a code. */
const words: readonly (readonly [RegExp, code: string])[] = [
  [
    /ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate's altnames|hostname mismatch|x509: certificate is valid for|no alternative certificate subject name|NotValidForName|doesn't match (?:either of )?'/i,
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ],
  [/CERT_HAS_EXPIRED|certificate has expired/i, "CERT_HAS_EXPIRED"],
  [/SELF_SIGNED_CERT|self[- ]signed certificate/i, "SELF_SIGNED_CERT_IN_CHAIN"],
  [
    /UNABLE_TO_|unable to (?:get local issuer|verify the first) certificate|certificate signed by unknown authority|UnknownIssuer/i,
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  ],
  [
    /\bENOTFOUND\b|\bEAI_AGAIN\b|name or service not known|no such host|could not resolve host/i,
    "ENOTFOUND",
  ],
  [/\bECONNREFUSED\b|connection refused/i, "ECONNREFUSED"],
  [/\bETIMEDOUT\b|connection timed out/i, "ETIMEDOUT"],
  [/\bECONNRESET\b|connection reset by peer/i, "ECONNRESET"],
];

/** Without one of these a line is about something else. */
const aboutMail = /imap|smtp|pop3?\b|mail|outlook|office365|:(?:993|995|587|465|143|110)\b/i;

const protocolWords: readonly (readonly [RegExp, ProtocolId])[] = [
  [/smtp|:(?:587|465)\b/i, "smtp"],
  [/\bpop|:(?:995|110)\b/i, "pop"],
];

/** Where the words name the host that was asked for. */
const hostWords: readonly RegExp[] = [
  /Host: ([\w.-]+?)\.? is not in/,
  /not valid for '([\w.-]+)'/,
  /certificate is valid for .{1,300}?, not ([\w.-]+\w)/,
  /subject name matches target (?:host ?name|ipv4 address) '([\w.-]+)'/i,
  /hostname '([\w.-]+)' doesn't match/,
  /(?:ENOTFOUND|EAI_AGAIN|lookup|resolve host:?) ([\w.-]+\w)/,
  /([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,6}):(?:993|995|587|465|143|110)\b/i,
];

/** Mail servers that were not reached, or not safely. */
export function connectionSymptoms({ segments }: PastedText): readonly PlacedSymptom[] {
  return segments.flatMap(({ text, line }) => {
    const [pattern, code] = words.find(([one]) => one.test(text)) ?? [];
    if (pattern === undefined || code === undefined || !aboutMail.test(text)) return [];
    const host = hostWords.map((one) => one.exec(text)?.[1]).find((name) => name !== undefined);
    const protocol = protocolWords.find(([one]) => one.test(text))?.[1] ?? "imap";
    const said = shortened(text.slice(pattern.exec(text)?.index));
    const symptom = {
      kind: "mail",
      protocol,
      step: "connection",
      status: code,
      words: said,
      host,
    } as const;
    return [{ line, symptom }];
  });
}
