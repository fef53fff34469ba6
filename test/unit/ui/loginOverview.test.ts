import assert from "node:assert/strict";
import { message, renderMessage } from "../../../src/base/message";
import type { Finding } from "../../../src/core/diagnosis/finding";
import { notPermitted } from "../../../src/core/diagnosis/notPermitted";
import type { ProtocolId } from "../../../src/core/mail/probe";
import { protocols } from "../../../src/core/mail/protocol";
import type { LoginReport } from "../../../src/services/loginTestService";
import { loginOverviewMarkdown } from "../../../src/ui/reports/loginOverview";
import { markdownValue } from "../../../src/ui/text";
import { aMailbox } from "../../support/builders";

const language = {
  say: (text: Parameters<typeof renderMessage>[0]) => renderMessage(text, undefined, markdownValue),
  locale: "en-GB",
};

const closed: Finding = {
  id: "protocolClosed",
  severity: "error",
  title: message("POP is closed for {0}.", "[x](command:y)"),
  explanation: message("It is switched off."),
  evidence: [],
  actions: [{ kind: "copyText", title: message("Copy Exchange Command"), text: "Set-CASMailbox" }],
};

const report = (protocol: ProtocolId, finding?: Finding): LoginReport => ({
  mailbox: aMailbox(),
  result: {
    protocol,
    at: "2026-11-21T12:00:00Z",
    ok: finding === undefined,
    milliseconds: 312,
    messages: protocol === "imap" ? 1204 : undefined,
    findings: finding === undefined ? [] : [finding],
  },
  transcript: undefined,
  token: undefined,
  machine: "ada-laptop",
});

const overview = (...reports: readonly LoginReport[]): string =>
  loginOverviewMarkdown("ada@contoso.test", reports, language);

describe("the page of all logins", () => {
  it("tells what works in a row each, with what was proven", () => {
    const text = overview(report("imap"), report("smtp"));
    assert.match(text, /\*\*Both logins work\.\*\*/);
    assert.match(text, /\| IMAP \| 312\u00a0ms \| ✓ .*1,204 messages/);
    assert.match(text, /\| SMTP \| 312\u00a0ms \| ✓ .*sender address/);
    assert.doesNotMatch(text, /^## /m);
  });

  it("has a paragraph with the next step for what does not, in which a server's words are no link", () => {
    const text = overview(report("imap"), report("pop", closed));
    assert.match(text, /\*\*1 of 2 logins work\.\*\*/);
    assert.match(text, /\| POP \| .* ✗ POP is closed for `\[x\]\(command:y\)`/);
    assert.match(
      text,
      /^## POP\n\nIt is switched off\.\n\n→ Copy Exchange Command: `Set-CASMailbox`$/m,
    );
  });

  it("tells once what several protocols have in common", () => {
    const text = overview(report("imap", closed), report("smtp"), report("pop", closed));
    assert.match(text, /\*\*1 of 3 logins work\.\*\*/);
    assert.match(text, /^## IMAP, POP\n\nIt is switched off\.$/m);
    assert.equal(text.split("It is switched off.").length, 2);
  });

  it("counts four by their number", () => {
    const all = (["imap", "smtp", "pop", "graph"] as const).map((protocol) => report(protocol));
    assert.match(overview(...all), /\*\*All 4 logins work\.\*\*/);
  });

  it("does not count what nobody asked for", () => {
    const text = overview(report("imap"), report("graph", notPermitted(protocols.graph, closed)));
    assert.match(text, /\*\*The login works\.\*\*/);
    assert.match(text, /\| Graph \| .* – This sign-in does not include Graph\./);
  });
});
