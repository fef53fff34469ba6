import assert from "node:assert/strict";
import { judge } from "../../src/core/diagnosis/judge";
import type { Transcript } from "../../src/core/mail/probe";
import type { Dialer, LoginTarget } from "../../src/core/ports";
import { ImapFlowDialer } from "../../src/platform/node/imapDialer";
import { PopDialer } from "../../src/platform/node/popDialer";
import { SmtpDialer } from "../../src/platform/node/smtpDialer";
import { whoSignedIn } from "../fixtures/mail/refusalCase";
import type { Who } from "../fixtures/mail/refusals";
import { clouds } from "../../src/core/cloud";
import { ids } from "../sandbox/seed/stableIds";
import { startEmbeddedMail } from "../support/embeddedMail";
import type { EmbeddedMail, MailStand } from "../support/mailStand";
import { mailApplication } from "../support/mailTokens";
import { realMailObstacle, startRealMail } from "../support/realMail";
import { trustAuthority } from "../support/trustAuthority";
import { problemOf } from "./support/dialerLab";

type MailProtocol = "imap" | "pop" | "smtp";

const ada = "ada@contoso.test";
const eve = "eve@contoso.test";
const grace = "grace@contoso.test";
const support = "support@contoso.test";
const info = "info@contoso.test";
const graph = { audience: "https://graph.microsoft.com" };

const dialers: Readonly<Record<MailProtocol, Dialer>> = {
  imap: new ImapFlowDialer(),
  pop: new PopDialer(),
  smtp: new SmtpDialer(),
};

async function dial(
  stand: MailStand,
  protocol: MailProtocol,
  target: Pick<LoginTarget, "user" | "accessToken"> & Partial<LoginTarget>,
): Promise<Transcript> {
  return await dialers[protocol].login(
    { host: stand.host, port: stand.ports[protocol], address: target.user, ...target },
    new AbortController().signal,
    () => undefined,
  );
}

/** What is found when `who` sees this. */
function foundIn(transcript: Transcript, who: Who = {}): string | undefined {
  const { protocol, user } = transcript;
  const { findings } = judge({
    transcript,
    address: who.address ?? user,
    cloud: clouds.global,
    now: new Date("2026-11-21T12:00:00Z"),
    ...whoSignedIn(protocol, who),
  });
  return findings[0]?.id;
}

const app = (role: string): Who => ({ kind: "app", claims: { roles: [role] } });

/** Delivery goes on behind the answer. */
async function waitFor(check: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await check())) assert.ok(Date.now() < deadline, "it did not happen in time");
}

interface Servers {
  readonly name: string;
  readonly start: () => Promise<MailStand>;
  readonly obstacle: () => string | undefined;
  /** What somebody else's token comes to. */
  readonly foreign: Readonly<Record<MailProtocol, string>>;
}

const rows: readonly Servers[] = [
  {
    name: "embedded servers",
    start: startEmbeddedMail,
    obstacle: () => undefined,
    foreign: { imap: "notConnected", pop: "authenticateRefused", smtp: "authenticateRefused" },
  },
  {
    name: "Dovecot and Postfix",
    start: startRealMail,
    obstacle: realMailObstacle,
    foreign: { imap: "notConnected", pop: "authenticateRefused", smtp: "authenticateRefused" },
  },
];

for (const { name, start, obstacle, foreign } of rows) {
  describe(`login tests on the ${name}`, function () {
    this.timeout(60_000);
    let stand: MailStand;
    let endTrust: (() => void) | undefined;

    before(async function () {
      const problem = obstacle();
      if (problem !== undefined) {
        assert.notEqual(process.env["CI"], "true", problem);
        this.skip();
      }
      stand = await start();
      endTrust = trustAuthority(stand.caFile);
    });
    after(async () => {
      endTrust?.();
      await stand?.close();
    });

    for (const protocol of ["imap", "pop"] as const) {
      it(`open one's own mailbox and a shared one by ${protocol}`, async () => {
        const own = await dial(stand, protocol, { user: ada, accessToken: stand.issue(ada) });
        assert.equal(problemOf(own), "ok");
        assert.equal(own.messages, 1204);
        const shared = await dial(stand, protocol, {
          user: support,
          accessToken: stand.issue(ada),
        });
        assert.equal(shared.messages, 7);
      });
    }

    it("may send as oneself and as a shared mailbox by smtp", async () => {
      const accessToken = stand.issue(ada);
      for (const address of [ada, support]) {
        const transcript = await dial(stand, "smtp", { user: ada, accessToken, address });
        assert.equal(problemOf(transcript), "ok");
        assert.ok(transcript.tls?.protocol.startsWith("TLS 1."));
      }
    });

    for (const protocol of ["imap", "pop", "smtp"] as const) {
      it(`are refused a token for Graph by ${protocol}, and say so`, async () => {
        const accessToken = stand.issue(ada, graph);
        const transcript = await dial(stand, protocol, { user: ada, accessToken });
        assert.equal(transcript.authenticate?.accepted, false);
        const claims = { aud: "https://graph.microsoft.com", scp: "Mail.Read" };
        assert.equal(foundIn(transcript, { claims }), "wrongAudience");
      });

      it(`are not let into another's mailbox by ${protocol}`, async () => {
        const accessToken = stand.issue(ada);
        const transcript = await dial(stand, protocol, { user: grace, accessToken });
        assert.equal(problemOf(transcript), foreign[protocol]);
        assert.equal(
          foundIn(transcript, { address: grace }),
          protocol === "smtp" ? "smtpSharedLogin" : "otherUser",
        );
      });
    }

    it("send a message to oneself, and it arrives", async () => {
      const count = async (): Promise<number> => {
        const open = await dial(stand, "imap", { user: grace, accessToken: stand.issue(grace) });
        return open.messages ?? 0;
      };
      const before = await count();
      const accessToken = stand.issue(grace);
      const sent = await dial(stand, "smtp", { user: grace, accessToken, sendTo: grace });
      assert.equal(problemOf(sent), "ok");
      assert.equal(sent.send?.accepted, true);
      await waitFor(async () => (await count()) === before + 1);
    });

    it("let an application in by the mailboxes that Exchange gives it", async () => {
      const accessToken = stand.issueForApplication();
      const { delegateIds } = stand.mailbox(support);
      const target = { user: support, accessToken };
      const imap = await dial(stand, "imap", target);
      assert.equal(foundIn(imap, app("IMAP.AccessAsApp")), "appNoMailboxPermission");
      const letter = { ...target, sendTo: support };
      const refused = await dial(stand, "smtp", letter);
      assert.equal(refused.open?.accepted, true);
      assert.equal(foundIn(refused, app("SMTP.SendAsApp")), "appNoMailboxPermission");
      delegateIds.add(mailApplication.objectId);
      for (const protocol of ["imap", "pop"] as const) {
        assert.equal(problemOf(await dial(stand, protocol, target)), "ok");
      }
      const sent = await dial(stand, "smtp", letter);
      assert.equal(sent.send?.accepted, true);
      delegateIds.delete(mailApplication.objectId);
    });

    it("are told that they may not send as somebody else", async () => {
      const accessToken = stand.issue(ada);
      const target = { user: ada, accessToken, address: info, sendTo: ada };
      const transcript = await dial(stand, "smtp", target);
      assert.equal(transcript.open?.accepted, true);
      assert.equal(foundIn(transcript, { address: info }), "sendAsDenied");
      assert.match(transcript.send?.text ?? "", /^5\.2\.252 .*SendAsDenied/);
    });
  });
}

describe("login tests on the embedded servers with the switches of Exchange", function () {
  this.timeout(30_000);
  let stand: EmbeddedMail;
  let endTrust: (() => void) | undefined;

  beforeEach(async () => {
    stand = await startEmbeddedMail();
    endTrust = trustAuthority(stand.caFile);
  });
  afterEach(async () => {
    endTrust?.();
    await stand.close();
  });

  const asAda = () => ({ user: ada, accessToken: stand.issue(ada) });

  it("SMTP AUTH off for the mailbox, and for the organization", async () => {
    stand.mailbox(ada).smtpAuthDisabled = true;
    assert.equal(foundIn(await dial(stand, "smtp", asAda())), "smtpOffForMailbox");
    stand.mailbox(ada).smtpAuthDisabled = null;
    const tenant = stand.world.tenants.get(ids.contoso);
    assert.ok(tenant);
    tenant.smtpAuthDisabled = true;
    assert.equal(foundIn(await dial(stand, "smtp", asAda())), "smtpOffForTenant");
    stand.mailbox(ada).smtpAuthDisabled = false;
    assert.equal(problemOf(await dial(stand, "smtp", asAda())), "ok");
  });

  it("IMAP and POP off for the mailbox", async () => {
    Object.assign(stand.mailbox(ada), { imapEnabled: false, popEnabled: false });
    assert.equal(foundIn(await dial(stand, "imap", asAda())), "protocolClosed");
    assert.equal(foundIn(await dial(stand, "pop", asAda())), "protocolClosed");
  });

  it("each of the words on record for a foreign sender", async () => {
    for (const words of ["5.2.252", "5.2.0", "5.7.60"]) {
      for (const senderRefusedAtMailFrom of [false, true]) {
        Object.assign(stand.world.settings, { senderRefusal: words, senderRefusedAtMailFrom });
        const target = { ...asAda(), address: info, sendTo: ada };
        const transcript = await dial(stand, "smtp", target);
        assert.equal(foundIn(transcript, { address: info }), "sendAsDenied", words);
        assert.equal(transcript.open?.accepted, !senderRefusedAtMailFrom);
      }
    }
  });

  for (const protocol of ["imap", "pop", "smtp"] as const) {
    it(`a challenge before the refusal by ${protocol}`, async () => {
      stand.world.settings.mailChallenge = true;
      const target = { user: ada, accessToken: stand.issue(ada, graph) };
      const transcript = await dial(stand, protocol, target);
      assert.equal(transcript.authenticate?.accepted, false);
      assert.match(transcript.authenticate?.challenge ?? "", /^\{.*"status"/);
    });
  }

  it("a server that is busy, and one that hangs up", async () => {
    stand.fault({ protocol: "smtp", command: "MAIL", reply: "451 4.7.500 Server busy." });
    assert.equal(foundIn(await dial(stand, "smtp", asAda())), "serverBusy");
    stand.fault({ protocol: "pop", command: "STAT", hangUp: true });
    assert.equal(foundIn(await dial(stand, "pop", asAda())), "connectionClosed");
    stand.fault({ protocol: "smtp", command: "AUTH", hangUp: true });
    assert.equal(foundIn(await dial(stand, "smtp", asAda())), "connectionClosed");
  });

  it("mailboxes of closed accounts stay closed", async () => {
    const transcript = await dial(stand, "smtp", { user: eve, accessToken: stand.issue(eve) });
    assert.notEqual(problemOf(transcript), "ok");
  });
});
