import assert from "node:assert/strict";
import { message, renderMessage } from "../../../src/base/message";
import type { LoginReport } from "../../../src/services/loginTestService";
import { loginReportMarkdown } from "../../../src/ui/reports/loginReport";
import { markdownValue } from "../../../src/ui/text";

const language = {
  say: (text: Parameters<typeof renderMessage>[0]) => renderMessage(text, undefined, markdownValue),
  locale: "en-GB",
};
const at = "2026-11-21T12:00:00Z";

const success: LoginReport = {
  mailbox: {
    id: "1",
    address: "ada@contoso.test",
    clientId: "c",
    registrationName: "aerc-ada",
    cloudId: "global",
    authorityTenant: "common",
    account: { homeAccountId: "h", username: "ada@contoso.test", tenantId: "t" },
    flow: "loopback",
    scopes: [],
    signedInAt: at,
    tokenExpiresAt: undefined,
    needsSignIn: false,
    probes: {},
  },
  result: { protocol: "imap", at, ok: true, milliseconds: 312, messages: 1204, findings: [] },
  transcript: {
    protocol: "imap",
    host: "outlook.office365.com",
    port: 993,
    user: "ada@contoso.test",
    stages: [
      { id: "connect", outcome: "ok", milliseconds: 31, detail: "IPv6" },
      {
        id: "authenticate",
        outcome: "ok",
        milliseconds: 210,
        detail: "OK AUTHENTICATE completed.",
      },
      { id: "open", outcome: "ok", milliseconds: 40, detail: "OK EXAMINE completed." },
    ],
    tls: { protocol: "TLS 1.3", subject: "outlook.com", issuer: "DigiCert", validTo: undefined },
    greeting: "ready",
    capabilities: [],
    authenticate: {
      accepted: true,
      status: "OK",
      text: "AUTHENTICATE completed.",
      challenge: undefined,
    },
    open: { accepted: true, status: "OK", text: "EXAMINE completed.", challenge: undefined },
    messages: 1204,
    bye: undefined,
    failure: undefined,
  },
  token: {
    opaque: false,
    audience: "https://outlook.office.com",
    scopes: ["IMAP.AccessAsUser.All"],
    roles: [],
    directoryRoles: undefined,
    username: "ada@contoso.test",
    tenantId: "t",
    clientId: "c",
    issuedAt: at,
    expiresAt: "2026-11-21T12:58:00Z",
  },
  machine: "ada-laptop",
};

const hostile =
  "NO [x](command:workbench.action.quit) <script>alert(1)</script> | `` ` $(check)\r\n# https://evil.example";

const failure: LoginReport = {
  ...success,
  result: {
    ...success.result,
    ok: false,
    messages: undefined,
    findings: [
      {
        id: "protocolClosed",
        severity: "error",
        title: message("IMAP is closed for {0}.", hostile),
        explanation: message("An administrator can switch it on."),
        evidence: [{ label: message("Answer"), text: hostile }],
        actions: [
          { kind: "copyText", title: message("Copy Exchange Command"), text: "Set-CASMailbox" },
          { kind: "testAgain", title: message("Test Again") },
        ],
      },
    ],
  },
  transcript: success.transcript && {
    ...success.transcript,
    stages: [
      { id: "connect", outcome: "ok", milliseconds: 31, detail: "IPv6" },
      { id: "authenticate", outcome: "failed", milliseconds: 5, detail: hostile },
    ],
  },
};

describe("the report of a login test", () => {
  it("tells a success: what was opened, each stage, the token, the machine", () => {
    const lines = loginReportMarkdown(success, language).split("\n");
    assert.equal(lines[0], "# IMAP login: `ada@contoso.test` ✓ opened");
    assert.ok(lines.some((line) => line.startsWith("From the computer ada-laptop · ")));
    assert.ok(lines.some((line) => line.endsWith("opened INBOX read-only: 1,204 messages.")));
    assert.deepEqual(
      lines.filter((line) => line.startsWith("| ")),
      [
        "| Stage | Time | Result |",
        "| --- | ---: | --- |",
        "| connect | 31\u00a0ms | ✓ `IPv6` |",
        "| sign\u00a0in\u00a0XOAUTH2 | 210\u00a0ms | ✓ `OK AUTHENTICATE completed.` |",
        "| open\u00a0INBOX | 40\u00a0ms | ✓ `OK EXAMINE completed.` |",
      ],
    );
    assert.ok(
      lines.includes(
        "Token: audience `https://outlook.office.com` · scopes `IMAP.AccessAsUser.All` · user `ada@contoso.test` · valid 58 min",
      ),
    );
  });

  it("tells a failure: headline, why, what to do, evidence, and what was not reached", () => {
    const report = loginReportMarkdown(failure, language);
    assert.match(report, /^# IMAP login: `ada@contoso\.test` ✗ not opened$/m);
    assert.match(report, /^An administrator can switch it on\.$/m);
    assert.match(
      report,
      /^→ Copy Exchange Command: `Set-CASMailbox` {2}\n→ Test Again \(Entra Mail: Test IMAP Login\)$/m,
    );
    assert.match(report, /^- Finding: `protocolClosed`$/m);
    assert.match(report, /^\| open\u00a0INBOX \| - \| not reached \|$/m);
  });

  it("keeps whatever a server says inside code spans", () => {
    const report = loginReportMarkdown(failure, language);
    // CommonMark 6.1: a span ends at the next run of as many backticks as it began with.
    const outside = report.replaceAll(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    assert.doesNotMatch(outside, /command:|<script|evil|\$\(check\)|`/);
  });

  it("says of a personal account's token that nothing can be read from it", () => {
    const token = success.token && { ...success.token, opaque: true };
    const report = loginReportMarkdown({ ...success, token }, language);
    assert.match(report, /of a personal account, so nothing can be read from it/);
  });

  it("is still a report without a connection and without a token", () => {
    const report = loginReportMarkdown(
      { ...failure, transcript: undefined, token: undefined },
      language,
    );
    assert.doesNotMatch(report, /\| Stage \||Token:|undefined/);
  });
});
