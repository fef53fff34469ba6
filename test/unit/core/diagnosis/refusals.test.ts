import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { diagnose, rules } from "../../../../src/core/diagnosis/diagnose";
import type { FindingAction } from "../../../../src/core/diagnosis/finding";
import { judge } from "../../../../src/core/diagnosis/judge";
import { readReply } from "../../../../src/core/mail/readReply";
import { refusalCase } from "../../../fixtures/mail/refusalCase";
import { refusals } from "../../../fixtures/mail/refusals";
import { aLoginCase, aTranscriptEndingAt } from "../../../support/builders";

/** What an action is about, whatever its kind. */
function subject(action: FindingAction | undefined): string {
  const { kind: _kind, title: _title, ...rest } = action ?? { kind: "", title: "" };
  return Object.values(rest).join(" ");
}

/** What the actions of a finding are about. */
function offeredFor(finding: string): string[] {
  const refusal = refusals.find((one) => one.finding === finding);
  assert.ok(refusal);
  const { findings } = judge(refusalCase(refusal));
  return (findings[0]?.actions ?? []).map(subject);
}

describe("refusals on record", () => {
  for (const refusal of refusals) {
    it(`row ${refusal.row}, ${refusal.name} → ${refusal.finding}`, () => {
      const facts = refusalCase(refusal);
      assert.deepEqual(readReply(facts.transcript), {
        ok: false,
        problem: refusal.problem,
        stage: refusal.step,
      });
      const { findings } = judge(facts);
      assert.deepEqual(
        findings.map(({ id }) => id),
        [refusal.finding],
      );
      const [finding] = findings;
      assert.ok(finding);
      const [first] = finding.actions;
      const [kind, what = ""] = refusal.fix;
      assert.equal(first?.kind, kind);
      assert.ok(subject(first).includes(what), subject(first));
      const words = `${renderMessage(finding.title)} ${renderMessage(finding.explanation)}`;
      assert.doesNotMatch(words, /!|\{\d\}|undefined/);
      // The words of the server are quoted
      const quoted = refusal.answer.split("\r\n", 1)[0] ?? "";
      assert.ok(
        finding.evidence.some(({ text }) => text === quoted),
        JSON.stringify(finding.evidence),
      );
    });
  }

  it("rows 44 to 59 are all here", () => {
    const rows = new Set(refusals.map(({ row }) => row));
    const missing = Array.from({ length: 16 }, (_, at) => 44 + at).filter((row) => !rows.has(row));
    assert.deepEqual(missing, []);
  });

  it("row 60, a host made from the domain → tlsOtherHost", () => {
    const transcript = aTranscriptEndingAt("tls", {
      host: "mail.contoso.test",
      failure: {
        code: "ERR_TLS_CERT_ALTNAME_INVALID",
        text: "Host: mail.contoso.test. is not in the cert's altnames: DNS:hosting.example",
      },
      tls: {
        protocol: "TLS 1.3",
        subject: "hosting.example",
        issuer: "Some Authority",
        validTo: undefined,
      },
    });
    const { findings } = judge(aLoginCase({ transcript }));
    assert.equal(findings[0]?.id, "tlsOtherHost");
    assert.equal(
      renderMessage(findings[0].explanation),
      "Its certificate is for hosting.example, so the sign-in was not sent. For Microsoft mailboxes the host is outlook.office365.com, whatever the domain of the address.",
    );
    assert.deepEqual(findings[0].actions.map(subject), [
      "entraMail.editMailHosts true",
      "outlook.office365.com",
    ]);
  });

  it("gives the organization and the mailbox their own commands for SMTP AUTH", () => {
    assert.deepEqual(offeredFor("smtpOffForTenant"), [
      "Set-CASMailbox -Identity 'ada@contoso.test' -SmtpClientAuthenticationDisabled $false",
      "Set-TransportConfig -SmtpClientAuthenticationDisabled $false",
      "entraMail.testGraphMail true",
    ]);
    assert.deepEqual(offeredFor("smtpOffForMailbox"), [
      "Set-CASMailbox -Identity 'ada@contoso.test' -SmtpClientAuthenticationDisabled $false",
      "entraMail.testGraphMail true",
    ]);
  });

  it("finds something for every problem and protocol, and what it finds has a rule", () => {
    const known = new Set([...rules.map(({ id }) => id), "unclear"]);
    for (const refusal of refusals) {
      const facts = refusalCase(refusal);
      for (const { problem } of refusals) {
        const findings = diagnose({ ...facts, problem, stage: refusal.step });
        assert.equal(findings.length, 1);
        assert.ok(known.has(findings[0]?.id ?? ""));
      }
    }
  });
});
