import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { startEmbeddedMail } from "../../support/embeddedMail";
import type { MailStand } from "../../support/mailStand";
import { mailApplication } from "../../support/mailTokens";
import { realMailObstacle, startRealMail } from "../../support/realMail";
import { type Letter, runCurl, runNodemailer, runPython, type SignIn } from "./mailPrograms";

const ada = "ada@contoso.test";
const eve = "eve@contoso.test";
const grace = "grace@contoso.test";
const support = "support@contoso.test";
const graph = { audience: "https://graph.microsoft.com" };

interface Servers {
  readonly name: string;
  readonly start: () => Promise<MailStand>;
  readonly obstacle: () => string | undefined;
  /** Answers to a refused token, to a closed mailbox, and to a token without rights, by protocol. */
  readonly refused: Readonly<Record<"imap" | "pop" | "smtp", RegExp>>;
  readonly notConnected: Readonly<Record<"imap" | "pop" | "smtp", RegExp>>;
}

const popFailure = /^-ERR Authentication failure: unknown user name or bad password\.$/;

const rows: readonly Servers[] = [
  {
    name: "embedded servers",
    start: startEmbeddedMail,
    obstacle: () => undefined,
    refused: { imap: /^AUTHENTICATE failed\.$/, pop: popFailure, smtp: /^535 5\.7\.(?:3|139) / },
    notConnected: {
      imap: /User is authenticated but not connected\./,
      pop: popFailure,
      smtp: /^535 5\.7\.3 /,
    },
  },
  {
    name: "Dovecot and Postfix",
    start: startRealMail,
    obstacle: realMailObstacle,
    refused: {
      imap: /Authentication failed\.$/,
      pop: /^-ERR \[AUTH\] Authentication failed\.$/,
      smtp: /^535 5\.7\.8 /,
    },
    // imaplib hides the words of a BYE.
    notConnected: { imap: /EOF/, pop: popFailure, smtp: /^535 5\.7\.8 / },
  },
];

const letter = (given: SignIn, from = given.user): Letter => ({
  ...given,
  from,
  to: grace,
  subject: "From a program",
});

/** Waits for what is delivered behind the client's back. */
async function eventually(check: () => Promise<string>, wanted: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = await check();
    if (seen === wanted || Date.now() > deadline) {
      assert.equal(seen, wanted);
      return;
    }
  }
}

for (const { name, start, obstacle, refused, notConnected } of rows) {
  describe(`programs of others on the ${name}`, function () {
    this.timeout(60_000);
    let stand: MailStand;

    before(async function () {
      const missing = ["/usr/bin/python3", "/usr/bin/curl"].find((file) => !existsSync(file));
      const problem = obstacle() ?? (missing && `${missing} is not installed`);
      if (problem !== undefined) {
        assert.notEqual(process.env["CI"], "true", problem);
        this.skip();
      }
      stand = await start();
    });
    after(() => stand?.close());

    const as = (user: string, owner = user, facts = {}): SignIn => ({
      user,
      token: stand.issue(owner, facts),
    });

    for (const what of ["imap", "pop"] as const) {
      it(`open a mailbox, and a shared one, by ${what}`, async () => {
        assert.equal(await runPython(stand, what, as(ada)), "1204 messages");
        assert.equal(await runPython(stand, what, as(support, ada)), "7 messages");
        assert.equal(await runCurl(stand, what, as(ada)), "1204 messages");
      });

      it(`are refused by ${what}: a Graph token, a closed mailbox, another's token`, async () => {
        assert.match(await runPython(stand, what, as(ada, ada, graph)), refused[what]);
        assert.match(await runPython(stand, what, as(eve)), refused[what]);
        assert.match(await runPython(stand, what, as(grace, ada)), notConnected[what]);
        assert.match(await runCurl(stand, what, as(ada, ada, graph)), /^67\b/);
      });

      it(`open a mailbox as an application with full access by ${what}`, async () => {
        const { delegateIds } = stand.mailbox(support);
        const service = (): SignIn => ({ user: support, token: stand.issueForApplication() });
        assert.match(await runPython(stand, what, service()), notConnected[what]);
        delegateIds.add(mailApplication.objectId);
        assert.equal(await runPython(stand, what, service()), "7 messages");
        delegateIds.delete(mailApplication.objectId);
      });
    }

    it("send a message that arrives, and as a shared mailbox", async () => {
      const count = async (): Promise<string> => runPython(stand, "imap", as(grace));
      const before = Number.parseInt(await count(), 10);
      assert.equal(await runPython(stand, "smtp", letter(as(ada))), "sent");
      assert.equal(await runCurl(stand, "smtp", letter(as(ada))), "sent");
      assert.equal(await runNodemailer(stand, letter(as(ada), support)), "sent");
      await eventually(count, `${before + 3} messages`);
    });

    it("are refused by smtp: a Graph token, a closed mailbox, another's and a shared one", async () => {
      const { smtp } = refused;
      const wrong = [as(ada, ada, graph), as(eve), as(grace, ada), as(support, ada)];
      for (const given of wrong) {
        assert.match(await runPython(stand, "smtp", letter(given)), smtp);
      }
      assert.match(await runNodemailer(stand, letter(as(ada, ada, graph))), smtp);
      assert.match(await runCurl(stand, "smtp", letter(as(ada, ada, graph))), /^67\b/);
    });

    it("are refused with the message where they may not send as its sender", async () => {
      const foreign = letter(as(ada), "info@contoso.test");
      const words = /^554 5\.2\.252 .*SendAsDenied; ada@contoso\.test not allowed to send as info@/;
      assert.match(await runPython(stand, "smtp", foreign), words);
      assert.match(await runNodemailer(stand, foreign), words);
      assert.match(await runCurl(stand, "smtp", foreign), /^\d+ 554 5\.2\.252 /);
    });
  });
}
