import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { clouds } from "../../../../src/core/cloud";
import { rules } from "../../../../src/core/diagnosis/diagnose";
import type { Finding } from "../../../../src/core/diagnosis/finding";
import { judge } from "../../../../src/core/diagnosis/judge";
import type { Transcript } from "../../../../src/core/mail/probe";
import { consumersTenantId } from "../../../../src/core/oauth/authority";
import { readTokenInfo } from "../../../../src/core/oauth/tokenInfo";
import { refusals } from "../../../fixtures/mail/refusals";
import {
  aLoginCase,
  aTokenInfo,
  aTranscript,
  aTranscriptEndingAt,
} from "../../../support/builders";
import { graphMailCases } from "./graphMailCases";
import type { JudgeRow } from "./judgeCase";

const refused = aTranscriptEndingAt("authenticate", {
  authenticate: {
    accepted: false,
    status: "NO",
    text: "AUTHENTICATE failed.",
    challenge: undefined,
  },
});
const notConnected = aTranscriptEndingAt("open", {
  open: {
    accepted: false,
    status: "BAD",
    text: "User is authenticated but not connected.",
    challenge: undefined,
  },
});
const ended = (stage: Parameters<typeof aTranscriptEndingAt>[0], code: string): Transcript =>
  aTranscriptEndingAt(stage, { failure: { code, text: code } });

const vera = { homeAccountId: "v", username: "vera@outlook.test", tenantId: consumersTenantId };
const opaque = readTokenInfo("EwBAA8l6BAAU-opaque");

const imapRows: readonly JudgeRow[] = [
  [
    "a token for Graph",
    {
      transcript: refused,
      token: aTokenInfo({ aud: "https://graph.microsoft.com", scp: "Mail.Read User.Read" }),
    },
    "wrongAudience",
    /sign-in is for another service.*meant for Microsoft Graph.*registration is fine/s,
    "signInMailbox",
  ],
  [
    "a scope asked for without its service",
    {
      transcript: refused,
      token: aTokenInfo({ aud: "00000003-0000-0000-c000-000000000000" }),
    },
    "wrongAudience",
    /scope was asked for without its service.*https:\/\/outlook\.office\.com\/IMAP/s,
    "signInMailbox",
  ],
  [
    "a token for some other service",
    { transcript: refused, token: aTokenInfo({ aud: "api://jira" }) },
    "wrongAudience",
    /meant for api:\/\/jira/,
    "signInMailbox",
  ],
  [
    "a token for sending only",
    { transcript: refused, token: aTokenInfo({ scp: "SMTP.Send" }) },
    "missingScope",
    /does not include IMAP.*carries SMTP\.Send, but not IMAP\.AccessAsUser\.All/s,
    "signInMailbox",
  ],
  [
    "a token without any permission, authenticated but not connected",
    { transcript: notConnected, token: aTokenInfo({ scp: "" }) },
    "missingScope",
    /carries no permission, and IMAP\.AccessAsUser\.All is needed\./,
    "signInMailbox",
  ],
  [
    "an opaque token whose answer named no IMAP",
    {
      transcript: refused,
      token: { ...opaque, scopes: ["https://outlook.office.com/SMTP.Send"] },
      account: vera,
    },
    "missingScope",
    /does not include IMAP/,
    "signInMailbox",
  ],
  [
    "an expired token",
    { transcript: refused, token: aTokenInfo({ exp: Date.parse("2026-11-21T12:00:00Z") / 1000 }) },
    "tokenExpired",
    /has expired/,
    "signInMailbox",
  ],
  [
    "another user's token, authenticated but not connected",
    { transcript: notConnected, address: "support@contoso.test" },
    "otherUser",
    /support@contoso\.test was not opened: the sign-in belongs to ada@contoso\.test/,
    "copyText",
  ],
  [
    "another user's token, refused outright",
    { transcript: refused, address: "grace@contoso.test" },
    "otherUser",
    /belongs to ada@contoso\.test/,
    "copyText",
  ],
  [
    "IMAP closed for a work mailbox, refused",
    { transcript: refused },
    "protocolClosed",
    /IMAP is closed for ada@contoso\.test/,
    "copyText",
  ],
  [
    "IMAP closed for a work mailbox, authenticated but not connected",
    { transcript: notConnected, address: "ADA@contoso.test" },
    "protocolClosed",
    /IMAP is closed/,
    "copyText",
  ],
  [
    "IMAP closed for a personal account",
    {
      transcript: notConnected,
      token: { ...opaque, scopes: ["https://outlook.office.com/IMAP.AccessAsUser.All"] },
      account: vera,
      address: "vera@outlook.test",
    },
    "protocolClosedPersonal",
    /Forwarding and IMAP/,
    "openLink",
  ],
  [
    "a host without a name",
    { transcript: ended("lookup", "ENOTFOUND") },
    "hostNotFound",
    /was not found/,
    "testAgain",
  ],
  [
    "a closed port",
    { transcript: ended("connect", "ECONNREFUSED") },
    "hostRefused",
    /port 993/,
    "testAgain",
  ],
  [
    "a closed port of a host that was typed",
    {
      transcript: aTranscriptEndingAt("connect", {
        host: "mail.contoso.test",
        failure: { code: "ECONNREFUSED", text: "ECONNREFUSED" },
      }),
    },
    "hostRefused",
    /was typed for the mailbox, in place of Microsoft's/,
    "runCommand",
  ],
  [
    "a silent port",
    { transcript: ended("connect", "TIMEOUT") },
    "hostSilent",
    /does not answer/,
    "testAgain",
  ],
  [
    "a server that falls silent",
    { transcript: ended("authenticate", "TIMEOUT") },
    "hostSilent",
    /fell silent/,
    "testAgain",
  ],
  [
    "a certificate nobody trusts",
    { transcript: ended("tls", "SELF_SIGNED_CERT_IN_CHAIN") },
    "tlsFailed",
    /not safe.*does not trust|not safe.*this computer trusts/s,
    "testAgain",
  ],
  [
    "a certificate out of its time",
    { transcript: ended("tls", "CERT_HAS_EXPIRED") },
    "tlsFailed",
    /clock/,
    "testAgain",
  ],
  [
    "a certificate for another name",
    { transcript: ended("tls", "ERR_TLS_CERT_ALTNAME_INVALID") },
    "tlsFailed",
    /another name/,
    "testAgain",
  ],
  [
    "no TLS at all",
    { transcript: ended("tls", "EPROTO") },
    "tlsFailed",
    /No encrypted connection/,
    "testAgain",
  ],
  [
    "a web server",
    { transcript: aTranscriptEndingAt("greeting", { greeting: "HTTP/1.1 200 OK" }) },
    "notMail",
    /not a mail server/,
    "testAgain",
  ],
  [
    "a BYE",
    { transcript: aTranscriptEndingAt("greeting", { bye: "Go away" }) },
    "serverBye",
    /ended the connection/,
    "testAgain",
  ],
  [
    "limits",
    { transcript: aTranscriptEndingAt("greeting", { bye: "Too many connections" }) },
    "serverBusy",
    /try later/,
    "testAgain",
  ],
  [
    "a server of another kind",
    { transcript: aTranscriptEndingAt("capability", { capabilities: ["AUTH=PLAIN"] }) },
    "noXoauth2",
    /does not offer XOAUTH2/,
    "openSettings",
  ],
  [
    "a broken connection",
    { transcript: ended("open", "CLOSED") },
    "connectionClosed",
    /broke off/,
    "testAgain",
  ],
  [
    "an inbox that does not open",
    {
      transcript: aTranscriptEndingAt("open", {
        open: { accepted: false, status: "NO", text: "no", challenge: undefined },
      }),
    },
    "inboxRefused",
    /inbox of ada@contoso\.test did not open/,
    "testAgain",
  ],
  [
    "a host made from the domain of the address",
    {
      transcript: { ...ended("tls", "ERR_TLS_CERT_ALTNAME_INVALID"), host: "mail.contoso.test" },
    },
    "tlsOtherHost",
    /mail\.contoso\.test is not a mail server of Microsoft.*outlook\.office365\.com/s,
    "runCommand",
  ],
  [
    "answers that are none",
    { transcript: ended("authenticate", "PROTOCOL") },
    "serverGarbled",
    /is not IMAP/,
    "testAgain",
  ],
  [
    "a sender that is not taken",
    {
      transcript: aTranscriptEndingAt("open", {
        protocol: "smtp",
        open: {
          accepted: false,
          status: "501",
          text: "5.1.7 Invalid address",
          challenge: undefined,
        },
      }),
    },
    "senderRefused",
    /ada@contoso\.test was not taken as a sender/,
    "testAgain",
  ],
  [
    "a message that is not taken",
    {
      transcript: aTranscript({
        protocol: "smtp",
        send: { accepted: false, status: "552", text: "5.3.4 too large", challenge: undefined },
      }),
    },
    "messageRefused",
    /open, but the message was not sent/,
    "testAgain",
  ],
  [
    "something nobody has seen",
    { transcript: ended("open", "EWEIRD") },
    "unclear",
    /not known here/,
    "testAgain",
  ],
];

const read = ({ title, explanation }: Finding): string =>
  `${renderMessage(title)} ${renderMessage(explanation)}`;

const rows = [...imapRows, ...graphMailCases];

describe("judging a login", () => {
  it("finds nothing wrong with an open mailbox", () => {
    assert.deepEqual(judge(aLoginCase()), { ok: true, findings: [] });
  });

  for (const [situation, facts, id, words, action] of rows) {
    it(`finds ${id} for ${situation}`, () => {
      const { ok, findings } = judge(aLoginCase(facts));
      assert.equal(ok, false);
      assert.deepEqual(
        findings.map((finding) => finding.id),
        [id],
      );
      const [finding] = findings;
      assert.ok(finding);
      assert.match(read(finding), words);
      assert.equal(finding.actions[0]?.kind, action);
      assert.ok(finding.evidence.length > 0, "no evidence");
      assert.doesNotMatch(read(finding), /!|\{\d\}|undefined/);
    });
  }

  it("has a case for every rule, here or among the refusals on record", () => {
    const tested = new Set([
      ...rows.map(([, , id]) => id),
      ...refusals.map(({ finding }) => finding),
    ]);
    assert.deepEqual(
      rules.filter(({ id }) => !tested.has(id)),
      [],
    );
  });

  it("takes Exchange under all its names", () => {
    for (const aud of [
      "https://outlook.office.com",
      "https://outlook.office.com/",
      "https://outlook.office365.com",
      "00000002-0000-0ff1-ce00-000000000000",
    ]) {
      const { findings } = judge(aLoginCase({ transcript: refused, token: aTokenInfo({ aud }) }));
      assert.equal(findings[0]?.id, "protocolClosed", aud);
    }
    const { findings } = judge(
      aLoginCase({
        transcript: refused,
        cloud: clouds.china,
        token: aTokenInfo({ aud: "https://partner.outlook.cn" }),
      }),
    );
    assert.equal(findings[0]?.id, "protocolClosed");
  });

  it("quotes addresses so that the command stays one command", () => {
    const address = "o'brien\u2019; Remove-Mailbox ada\r\n@contoso.test";
    const { findings } = judge(
      aLoginCase({ transcript: refused, address, token: aTokenInfo({ upn: address }) }),
    );
    assert.deepEqual(findings[0]?.actions[0], {
      kind: "copyText",
      title: { text: "Copy Exchange Command", values: [] },
      text: "Set-CASMailbox -Identity 'o''brien\u2019\u2019; Remove-Mailbox ada@contoso.test' -ImapEnabled $true",
    });
  });

  it("says which certificate was shown", () => {
    const tls = {
      ...aTranscript().tls,
      protocol: "",
      issuer: "Contoso Proxy",
      subject: "proxy",
      validTo: undefined,
    };
    const { findings } = judge(
      aLoginCase({ transcript: { ...ended("tls", "SELF_SIGNED_CERT_IN_CHAIN"), tls } }),
    );
    const texts = findings[0]?.evidence.map(({ text }) => text) ?? [];
    assert.ok(texts.includes("Contoso Proxy") && texts.includes("proxy"));
  });

  it("quotes the server without credentials", () => {
    const token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl";
    const { findings } = judge(
      aLoginCase({
        transcript: aTranscriptEndingAt("authenticate", {
          authenticate: {
            accepted: false,
            status: "NO",
            text: `Bearer ${token} refused`,
            challenge: undefined,
          },
        }),
      }),
    );
    assert.ok(!JSON.stringify(findings).includes(token));
  });
});
