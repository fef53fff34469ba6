import assert from "node:assert/strict";
import { SmtpDialer } from "../../src/platform/node/smtpDialer";
import { DialerLab, frame, ids, problemOf } from "./support/dialerLab";
import type { MailScript } from "./support/mailStub";
import { startSmtpStub } from "./support/scriptedSmtp";

describe("SmtpDialer", function () {
  this.timeout(10_000);
  const lab = new DialerLab(new SmtpDialer(), startSmtpStub);

  const turns = async (script: MailScript): Promise<number> =>
    (await lab.loginCounted(await lab.start(script))).turns;

  it("goes to MAIL FROM and back, stage by stage", async () => {
    const stub = await lab.start();
    const { transcript, live } = await lab.login(stub.port, { host: "localhost" });
    assert.deepEqual(ids(live), [
      "lookup",
      "connect",
      "greeting",
      "capability",
      "tls",
      "capability",
      "authenticate",
      "open",
    ]);
    assert.equal(problemOf(transcript), "ok");
    assert.equal(transcript.protocol, "smtp");
    assert.equal(
      transcript.greeting,
      "220 BN0.outlook.office365.com Microsoft ESMTP MAIL Service ready",
    );
    assert.ok(transcript.capabilities.includes("AUTH LOGIN XOAUTH2"));
    assert.ok(!transcript.capabilities.includes("STARTTLS"));
    assert.deepEqual(transcript.authenticate, {
      accepted: true,
      status: "235",
      text: "2.7.0 Authentication successful",
      challenge: undefined,
    });
    assert.deepEqual(transcript.open, {
      accepted: true,
      status: "250",
      text: "2.1.0 Sender OK",
      challenge: undefined,
    });
    assert.equal(transcript.failure, undefined);
    assert.equal(transcript.bye, undefined);
    assert.equal(transcript.tls?.issuer, "Sandbox certificate authority");
    assert.equal(live[3]?.detail, "STARTTLS");
    assert.equal(live[5]?.detail, "AUTH LOGIN XOAUTH2");
  });

  it("sends the frame once and under TLS, no name of this computer, and leaves no message behind", async () => {
    const stub = await lab.start();
    await lab.login(stub.port, { address: "support@contoso.test" });
    await new Promise((resolve) => void setTimeout(resolve, 30));
    assert.deepEqual(stub.lines, [
      "EHLO [127.0.0.1]",
      "STARTTLS",
      "EHLO [127.0.0.1]",
      `AUTH XOAUTH2 ${frame}`,
      "MAIL FROM:<support@contoso.test>",
      "RSET",
      "QUIT",
    ]);
    assert.deepEqual(stub.clearLines, ["EHLO [127.0.0.1]", "STARTTLS"]);
  });

  it("knows the answer to the sign-in after seven round trips, and MAIL FROM after one more", async () => {
    // Connecting, the greeting, and five turns: EHLO, STARTTLS, hello, the other half with EHLO, AUTH
    assert.equal(
      await turns({ replies: { AUTH: () => "535 5.7.3 Authentication unsuccessful" } }),
      5,
    );
    // MAIL FROM, and a goodbye whose answer is not waited for
    assert.equal(await turns({}), 7);
  });
});
