import assert from "node:assert/strict";
import { type Message, renderMessage } from "../../../src/base/message";
import type { ProbeResult } from "../../../src/core/mail/probe";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import { classifyExpiry } from "../../../src/core/registration/expiry";
import { credentialExpiryWords, rowExpiryWords } from "../../../src/ui/expiryWords";
import { agoWords, durationWords, leftWords } from "../../../src/ui/moments";
import type { Finding } from "../../../src/core/diagnosis/finding";
import { rules } from "../../../src/core/diagnosis/diagnose";
import { mailboxDescription, probeDescription } from "../../../src/ui/views/mailboxWords";

const now = new Date("2026-11-21T12:00:00Z");
const locale = "en-GB";
const after = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);
const minutes = (count: number): number => count * 60_000;
const days = (count: number): number => count * 86_400_000;
const text = (message: Message | undefined): string | undefined =>
  message && renderMessage(message);

describe("points in time in words", () => {
  const ago: readonly [passed: number, words: string][] = [
    [0, "just now"],
    [minutes(2), "2 min ago"],
    [minutes(125), "2 h ago"],
    [days(1), "yesterday"],
    [days(9), "9 days ago"],
    [minutes(-5), "just now"],
  ];
  for (const [passed, words] of ago) {
    it(words, () => assert.equal(text(agoWords(after(-passed), now)), words));
  }

  const left: readonly [left: number, words: string | undefined][] = [
    [minutes(43), "43 min"],
    [5_000, "1 min"],
    [minutes(180), "3 h"],
    [days(2), "2 days"],
    [0, undefined],
    [-1, undefined],
  ];
  for (const [rest, words] of left) {
    it(`${words} left`, () => assert.equal(text(leftWords(after(rest), now)), words));
  }

  it("tells short times in milliseconds and long ones in seconds", () => {
    assert.equal(text(durationWords(312.4, locale)), "312 ms");
    assert.equal(text(durationWords(1_240, locale)), "1.2 s");
  });
});

describe("the end of a secret in words", () => {
  const rows: readonly [left: number, row: string, credential: string][] = [
    [days(12.25), "secret expires in 12 days", "12 days left"],
    [days(1.5), "secret expires in 1 day", "1 day left"],
    [minutes(5), "secret expires within a day", "less than a day left"],
    [days(59.5), "secret expires in 59 days", "59 days left"],
    [days(60), "secret expires on 20 Jan 2027", "valid until 20 Jan 2027"],
    [days(200), "secret expires on 9 Jun 2027", "valid until 9 Jun 2027"],
    [minutes(-5), "secret expired less than a day ago", "expired less than a day ago"],
    [days(-1), "secret expired 1 day ago", "expired 1 day ago"],
    [days(-40), "secret expired 40 days ago", "expired 40 days ago"],
  ];
  for (const [left, row, credential] of rows) {
    it(row, () => {
      const end = after(left);
      const expiry = classifyExpiry(now, end.toISOString(), 30);
      assert.equal(text(rowExpiryWords(expiry, "secret", end, locale)), row);
      assert.equal(text(credentialExpiryWords(expiry, end, locale)), credential);
    });
  }

  it("names a certificate where it is one", () => {
    const end = after(days(3));
    const expiry = classifyExpiry(now, end.toISOString(), 30);
    assert.equal(
      text(rowExpiryWords(expiry, "certificate", end, locale)),
      "certificate expires in 3 days",
    );
  });
});

describe("the rows of a mailbox in words", () => {
  const mailbox: Mailbox = {
    id: "1",
    address: "ada@contoso.test",
    clientId: "c",
    registrationName: "aerc-ada",
    cloudId: "global",
    authorityTenant: "common",
    account: { homeAccountId: "h", username: "Ada@contoso.test", tenantId: "t" },
    flow: "loopback",
    scopes: [],
    signedInAt: now.toISOString(),
    tokenExpiresAt: after(minutes(43)).toISOString(),
    needsSignIn: false,
    probes: {},
  };
  const probe: ProbeResult = {
    protocol: "imap",
    at: after(minutes(-2)).toISOString(),
    ok: true,
    milliseconds: 312,
    messages: 1204,
    findings: [],
  };
  const describeMailbox = (change: Partial<Mailbox>): (string | undefined)[] =>
    mailboxDescription({ ...mailbox, ...change }, now).map(text);
  const describeProbe = (change: Partial<ProbeResult>): (string | undefined)[] =>
    probeDescription({ ...probe, ...change }, now, locale).map(text);

  it("tell registration and token", () => {
    assert.deepEqual(describeMailbox({}), ["token valid 43 min", "aerc-ada"]);
  });

  it("tell what to do when the sign-in is over", () => {
    assert.deepEqual(describeMailbox({ needsSignIn: true }), ["sign in again", "aerc-ada"]);
  });

  it("do not alarm when only the access token has ended", () => {
    const ended = { tokenExpiresAt: after(minutes(-1)).toISOString() };
    assert.deepEqual(describeMailbox(ended), ["signed in", "aerc-ada"]);
  });

  it("tell when somebody else's mailbox is opened", () => {
    assert.deepEqual(describeMailbox({ address: "support@contoso.test" }), [
      "signs in as Ada@contoso.test",
      "token valid 43 min",
      "aerc-ada",
    ]);
  });

  it("tell the result of a test", () => {
    assert.deepEqual(describeProbe({}), ["✓ opened INBOX, 1,204 messages", "312 ms", "2 min ago"]);
    assert.deepEqual(probeDescription(undefined, now, locale).map(text), ["not tested"]);
  });

  it("tell what a failed test found", () => {
    const finding = {
      id: "x",
      severity: "error",
      title: { text: "IMAP is switched off for this mailbox.", values: [] },
      explanation: { text: "", values: [] },
      evidence: [],
      actions: [],
    } as const;
    assert.deepEqual(describeProbe({ ok: false, findings: [finding] }), [
      "✗ IMAP is switched off for this mailbox.",
      "2 min ago",
    ]);
  });

  it("have few words for whatever a rule finds", () => {
    const title = { text: "the whole headline", values: [] };
    const without = rules.filter(({ id }) => {
      const finding = {
        id,
        severity: "error",
        title,
        explanation: title,
        evidence: [],
        actions: [],
      };
      return describeProbe({ ok: false, findings: [finding as Finding] })[0]?.includes(title.text);
    });
    assert.deepEqual(
      without.map(({ id }) => id),
      [],
    );
  });

  it("tell a known cause in few words, without the address", () => {
    const finding = {
      id: "otherUser",
      severity: "error",
      title: { text: "{0} was not opened", values: ["grace@contoso.test"] },
      explanation: { text: "", values: [] },
      evidence: [],
      actions: [],
    } as const;
    assert.deepEqual(describeProbe({ ok: false, findings: [finding] }), [
      "✗ the sign-in belongs to another user",
      "2 min ago",
    ]);
  });
});
