import assert from "node:assert/strict";
import { PopDialer } from "../../src/platform/node/popDialer";
import { DialerLab, frame, ids, problemOf } from "./support/dialerLab";
import type { MailScript } from "./support/mailStub";
import { startPopStub } from "./support/scriptedPop";

describe("PopDialer", function () {
  this.timeout(10_000);
  const lab = new DialerLab(new PopDialer(), startPopStub);

  const turns = async (script: MailScript): Promise<number> =>
    (await lab.loginCounted(await lab.start(script))).turns;

  it("asks how many messages there are, stage by stage", async () => {
    const stub = await lab.start();
    const { transcript, live } = await lab.login(stub.port, { host: "localhost" });
    assert.deepEqual(ids(live), ["lookup", "connect", "tls", "greeting", "authenticate", "open"]);
    assert.equal(problemOf(transcript), "ok");
    assert.equal(transcript.messages, 1204);
    assert.equal(transcript.protocol, "pop");
    assert.equal(transcript.greeting, "+OK The Microsoft Exchange POP3 service is ready. [TABC=]");
    assert.deepEqual(transcript.authenticate, {
      accepted: true,
      status: "+OK",
      text: "User successfully authenticated.",
      challenge: undefined,
    });
    assert.deepEqual(transcript.open, {
      accepted: true,
      status: "+OK",
      text: "1204 49203847",
      challenge: undefined,
    });
    assert.equal(transcript.failure, undefined);
    assert.equal(transcript.tls?.subject, "Sandbox");
  });

  it("sends the token on a line of its own, and says goodbye", async () => {
    const stub = await lab.start();
    await lab.login(stub.port);
    await new Promise((resolve) => void setTimeout(resolve, 30));
    assert.deepEqual(stub.lines, ["AUTH XOAUTH2", frame, "STAT", "QUIT"]);
  });

  it("knows the answer to the sign-in after five round trips, and the mailbox open after one more", async () => {
    // Connecting and four turns: both halves of the TLS handshake, AUTH, the token
    assert.equal(await turns({ replies: { TOKEN: () => "-ERR Logon failure" } }), 4);
    // STAT, and a goodbye whose answer is not waited for
    assert.equal(await turns({ replies: {} }), 6);
  });
});
