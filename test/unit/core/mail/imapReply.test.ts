import assert from "node:assert/strict";
import { readImapReply } from "../../../../src/core/mail/imapReply";
import type { Reading } from "../../../../src/core/mail/problem";
import type { Transcript } from "../../../../src/core/mail/probe";
import { checkSaslValues } from "../../../../src/core/mail/sasl";
import { aTranscript, aTranscriptEndingAt } from "../../../support/builders";

const answer = (status: "OK" | "NO" | "BAD", text: string) => ({
  accepted: status === "OK",
  status,
  text,
  challenge: undefined,
});
const failure = (code: string) => ({ code, text: code });

type Row = readonly [string, Transcript, Reading];
const stop = (problem: string, stage: string): Reading =>
  ({ ok: false, problem, stage }) as Reading;

const rows: readonly Row[] = [
  ["an open inbox", aTranscript(), { ok: true }],
  [
    "a name that is not known",
    aTranscriptEndingAt("lookup", { failure: failure("ENOTFOUND") }),
    stop("lookup", "lookup"),
  ],
  [
    "a name server that does not answer",
    aTranscriptEndingAt("lookup", { failure: failure("EAI_AGAIN") }),
    stop("lookup", "lookup"),
  ],
  [
    "a closed port",
    aTranscriptEndingAt("connect", { failure: failure("ECONNREFUSED") }),
    stop("refused", "connect"),
  ],
  [
    "a connection reset while connecting",
    aTranscriptEndingAt("connect", { failure: failure("ECONNRESET") }),
    stop("refused", "connect"),
  ],
  [
    "a port that swallows everything",
    aTranscriptEndingAt("connect", { failure: failure("TIMEOUT") }),
    stop("timeout", "connect"),
  ],
  [
    "a certificate of its own",
    aTranscriptEndingAt("tls", { failure: failure("DEPTH_ZERO_SELF_SIGNED_CERT") }),
    stop("tls", "tls"),
  ],
  [
    "a port that does not speak TLS",
    aTranscriptEndingAt("tls", { failure: failure("ERR_SSL_WRONG_VERSION_NUMBER") }),
    stop("tls", "tls"),
  ],
  [
    "a handshake cut off",
    aTranscriptEndingAt("tls", { failure: failure("ECONNRESET") }),
    stop("tls", "tls"),
  ],
  [
    "no greeting",
    aTranscriptEndingAt("greeting", { failure: failure("TIMEOUT") }),
    stop("timeout", "greeting"),
  ],
  [
    "a web server",
    aTranscriptEndingAt("greeting", {
      greeting: "HTTP/1.1 400 Bad Request",
      failure: failure("CLOSED"),
    }),
    stop("notMail", "greeting"),
  ],
  [
    "a BYE for a greeting",
    aTranscriptEndingAt("greeting", { greeting: "* BYE not now", bye: "not now" }),
    stop("bye", "greeting"),
  ],
  [
    "a BYE because of too many connections",
    aTranscriptEndingAt("greeting", { bye: "Too many simultaneous connections" }),
    stop("busy", "greeting"),
  ],
  [
    "a server without XOAUTH2",
    aTranscriptEndingAt("capability", { capabilities: ["IMAP4rev1", "AUTH=PLAIN"] }),
    stop("noXoauth2", "capability"),
  ],
  [
    "a refusal by Exchange",
    aTranscriptEndingAt("authenticate", { authenticate: answer("NO", "AUTHENTICATE failed.") }),
    stop("authenticateRefused", "authenticate"),
  ],
  [
    "a refusal by Dovecot, and the connection closed after it",
    aTranscriptEndingAt("authenticate", {
      authenticate: answer("NO", "[AUTHENTICATIONFAILED] Authentication failed."),
      failure: failure("CLOSED"),
    }),
    stop("authenticateRefused", "authenticate"),
  ],
  [
    "a server that is not available",
    aTranscriptEndingAt("authenticate", {
      authenticate: answer("NO", "[UNAVAILABLE] Temporary authentication failure."),
    }),
    stop("busy", "authenticate"),
  ],
  [
    "authentication that is not access",
    aTranscriptEndingAt("open", {
      authenticate: answer("OK", "AUTHENTICATE completed."),
      open: answer("BAD", "User is authenticated but not connected."),
      bye: "Connection closed. 14",
    }),
    stop("notConnected", "open"),
  ],
  [
    "an inbox that does not open",
    aTranscriptEndingAt("open", { open: answer("NO", "[NONEXISTENT] Unknown mailbox") }),
    stop("openRefused", "open"),
  ],
  [
    "silence after the sign-in",
    aTranscriptEndingAt("authenticate", { failure: failure("TIMEOUT") }),
    stop("timeout", "authenticate"),
  ],
  [
    "a connection that breaks off",
    aTranscriptEndingAt("open", { failure: failure("CLOSED") }),
    stop("closed", "open"),
  ],
  [
    "something nobody has seen",
    aTranscriptEndingAt("open", { failure: failure("EWEIRD") }),
    stop("unclear", "open"),
  ],
  [
    "nothing at all",
    { ...aTranscript({ open: undefined }), stages: [] },
    stop("unclear", "lookup"),
  ],
];

describe("reading an IMAP transcript", () => {
  for (const [situation, transcript, reading] of rows) {
    it(`sees ${situation}`, () => assert.deepEqual(readImapReply(transcript), reading));
  }
});

describe("values of a SASL frame", () => {
  it("may be any text without control characters", () => {
    assert.doesNotThrow(() => checkSaslValues("ada@contoso.test", "eyJ.a.b"));
  });

  for (const [user, token, input] of [
    ["", "token", "address"],
    ["ada\u0001auth=Bearer x", "token", "address"],
    ["ada\r\nA2 LOGOUT", "token", "address"],
    ["ada", "", "token"],
    ["ada", "tok\u0000en", "token"],
  ] as const) {
    it(`are refused: ${JSON.stringify([user, token])}`, () => {
      assert.throws(
        () => checkSaslValues(user, token),
        (error) =>
          error instanceof Error &&
          "facts" in error &&
          (error.facts as Record<string, string>)["input"] === input &&
          !error.message.includes("Bearer"),
      );
    });
  }
});
