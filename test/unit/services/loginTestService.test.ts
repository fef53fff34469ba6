import assert from "node:assert/strict";
import { CancelledError } from "../../../src/base/errors";
import { Failure } from "../../../src/core/failure";
import type { LicenceReading } from "../../../src/core/mail/licence";
import type { Transcript } from "../../../src/core/mail/probe";
import type { LoginTarget } from "../../../src/core/ports";
import { consumersTenantId } from "../../../src/core/oauth/authority";
import { LoginTestService } from "../../../src/services/loginTestService";
import { MailboxTokenOwners } from "../../../src/services/mailboxTokenOwners";
import { MailboxService } from "../../../src/services/mailboxService";
import { aGrant, aMailbox, aTranscript, aTranscriptEndingAt } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import {
  countingIds,
  FakeAppTokens,
  FakeMailboxTokens,
  globalSettings,
  silentLog,
} from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const never = new AbortController().signal;
const noStage = (): void => undefined;

function testerWith(transcript: Transcript, mailbox = aMailbox()) {
  const disk = emptyDisk({ mailboxes: [mailbox] });
  const tokens = new FakeMailboxTokens(aGrant());
  const state = new FakeStateStore(disk);
  tokens.owners = new MailboxTokenOwners(state);
  const clock = new FakeClock();
  const shared = { state, settings: globalSettings, clock, log: silentLog };
  const mailboxes = new MailboxService({
    ...shared,
    tokens,
    appTokens: new FakeAppTokens(),
    secrets: new FakeSecretStore(disk),
    newId: countingIds(),
  });
  const targets: LoginTarget[] = [];
  const dialer = {
    login: async (target: LoginTarget): Promise<Transcript> => {
      targets.push(target);
      await clock.delay(312);
      return transcript;
    },
  };
  const licences = {
    answer: "mailbox" as LicenceReading,
    asked: 0,
    read(): Promise<LicenceReading> {
      this.asked += 1;
      return Promise.resolve(this.answer);
    },
  };
  const tester = new LoginTestService({
    ...shared,
    mailboxes,
    dialers: { imap: dialer, smtp: dialer, pop: dialer, graph: dialer },
    licences,
    machine: "ada-laptop",
  });
  return { tester, tokens, targets, disk, dialer, licences };
}

const idsOf = async ({ tester }: ReturnType<typeof testerWith>): Promise<readonly string[]> => {
  const { result } = await tester.test("mailbox", "imap", never, noStage);
  return result.findings.map(({ id }) => id);
};

describe("testing an IMAP login", () => {
  it("reports an open mailbox, and keeps the result with it", async () => {
    const { tester, targets, disk } = testerWith(aTranscript());
    const report = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual(report.result, {
      protocol: "imap",
      at: "2026-11-21T12:00:00.000Z",
      ok: true,
      milliseconds: 312,
      messages: 1204,
      findings: [],
    });
    assert.deepEqual(
      targets.map(({ host, port, user }) => ({ host, port, user })),
      [{ host: "outlook.office365.com", port: 993, user: "ada@contoso.test" }],
    );
    assert.equal(report.machine, "ada-laptop");
    assert.deepEqual(report.mailbox.probes.imap, report.result);
    assert.equal(disk.state.mailboxes[0]?.probes.imap?.ok, true);
    assert.equal(tester.lastReport("mailbox", "imap"), report);
  });

  it("never holds the token", async () => {
    const { tester, disk, targets } = testerWith(aTranscript());
    const report = await tester.test("mailbox", "imap", never, noStage);
    const token = targets[0]?.accessToken ?? "";
    assert.ok(token.length > 20);
    assert.ok(!JSON.stringify([report, disk.state]).includes(token));
  });

  it("makes a finding of a refusal", async () => {
    const { tester } = testerWith(
      aTranscriptEndingAt("authenticate", {
        authenticate: {
          accepted: false,
          status: "NO",
          text: "AUTHENTICATE failed.",
          challenge: undefined,
        },
      }),
    );
    const { result } = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual(
      [result.ok, result.messages, result.findings.map(({ id }) => id)],
      [false, undefined, ["protocolClosed"]],
    );
  });

  const refusal = aTranscriptEndingAt("authenticate", {
    authenticate: {
      accepted: false,
      status: "NO",
      text: "AUTHENTICATE failed.",
      challenge: undefined,
    },
  });

  it("tries a fresh token once before it believes a refusal", async () => {
    const { tester, tokens, targets, dialer } = testerWith(aTranscript());
    const { login } = dialer;
    dialer.login = async (target) => {
      const opened = await login(target);
      return targets.length === 1 ? refusal : opened;
    };
    const { result } = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual(
      [result.ok, targets.length, tokens.silents.map(({ forceRefresh }) => forceRefresh)],
      [true, 2, [false, true]],
    );
  });

  it("believes the second refusal, and the first one of a token that is new", async () => {
    const lasting = testerWith(refusal);
    await lasting.tester.test("mailbox", "imap", never, noStage);
    assert.equal(lasting.targets.length, 2);
    const ended = aMailbox({ tokenExpiresAt: "2026-11-21T11:00:00.000Z" });
    const renewed = testerWith(refusal, ended);
    await renewed.tester.test("mailbox", "imap", never, noStage);
    assert.equal(renewed.targets.length, 1);
  });

  it("tells to sign in again when a refused token cannot be renewed", async () => {
    const { tester, tokens, targets } = testerWith(refusal);
    tokens.answer = () => {
      if (tokens.silents.length === 1) return aGrant();
      throw new Failure("oauth.interactionRequired", "revoked", { aadsts: 50173 });
    };
    const report = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual(
      [report.result.findings.map(({ id }) => id), targets.length, report.mailbox.needsSignIn],
      [["signInAgain"], 1, true],
    );
    assert.equal(report.transcript, refusal);
  });

  it("tells to sign in again when no token can be had without the person", async () => {
    const { tester, tokens, targets, disk } = testerWith(aTranscript());
    tokens.answer = () =>
      Promise.reject(new Failure("oauth.interactionRequired", "expired", { aadsts: 700082 }));
    const report = await tester.test("mailbox", "imap", never, noStage);
    const [finding] = report.result.findings;
    assert.equal(finding?.id, "signInAgain");
    assert.equal(finding?.actions[0]?.kind, "signInMailbox");
    assert.match(finding?.title.text ?? "", /not used for too long/);
    assert.deepEqual([report.transcript, targets], [undefined, []]);
    assert.equal(report.mailbox.needsSignIn, true);
    assert.equal(disk.state.mailboxes[0]?.probes.imap?.ok, false);
  });

  it("makes a finding of every other reason why there is no token", async () => {
    const { tester, tokens } = testerWith(aTranscript());
    tokens.answer = () =>
      Promise.reject(new Failure("oauth.unreachable", "", { reason: "ENOTFOUND" }));
    const { result } = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual(
      result.findings.map(({ id }) => id),
      ["oauth.unreachable"],
    );
  });

  it("dials nobody with an address that would break the protocol", async () => {
    const { tester, targets } = testerWith(
      aTranscript(),
      aMailbox({ address: "ada@contoso.test\r\nA1 DELETE INBOX" }),
    );
    const { result } = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual([result.findings[0]?.id, targets], ["input.invalid", []]);
  });

  it("completes what an opaque token does not say", async () => {
    const { tester, tokens } = testerWith(aTranscript());
    tokens.answer = () => aGrant({ accessToken: "EwBAA8l6BAAU-opaque" });
    const { token } = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual(
      [token?.opaque, token?.username, token?.scopes],
      [true, "ada@contoso.test", ["https://outlook.office.com/IMAP.AccessAsUser.All"]],
    );
  });

  it("is cancelled without a result", async () => {
    const { tester, dialer, disk } = testerWith(aTranscript());
    dialer.login = () => Promise.reject(new CancelledError());
    await assert.rejects(tester.test("mailbox", "imap", never, noStage), CancelledError);
    assert.deepEqual(disk.state.mailboxes[0]?.probes, {});
    assert.equal(tester.lastReport("mailbox", "imap"), undefined);
  });

  it("does not bring a mailbox back that was signed out meanwhile", async () => {
    const { tester, dialer, disk } = testerWith(aTranscript());
    dialer.login = () => {
      disk.state = { ...disk.state, mailboxes: [] };
      return Promise.resolve(aTranscript());
    };
    const report = await tester.test("mailbox", "imap", never, noStage);
    assert.equal(report.result.ok, true);
    assert.deepEqual(disk.state.mailboxes, []);
  });

  it("sends a message only when it is asked to", async () => {
    const { tester, targets } = testerWith(aTranscript());
    await tester.test("mailbox", "imap", never, noStage);
    await tester.test("mailbox", "imap", never, noStage, { sendTo: "ada@contoso.test" });
    assert.deepEqual(
      targets.map(({ sendTo }) => sendTo),
      [undefined, "ada@contoso.test"],
    );
  });

  it("says that nobody agreed to the protocol, and leaves the sign-in alone", async () => {
    const { tester, tokens, disk } = testerWith(aTranscript());
    tokens.answer = () =>
      Promise.reject(new Failure("oauth.interactionRequired", "no consent", { aadsts: "65001" }));
    const { result } = await tester.test("mailbox", "imap", never, noStage);
    assert.deepEqual(
      result.findings.map(({ id, severity }) => [id, severity]),
      [["notPermitted", "information"]],
    );
    assert.equal(disk.state.mailboxes[0]?.needsSignIn, false);
  });

  describe("looks for the licence", () => {
    const closed = aTranscriptEndingAt("authenticate", {
      authenticate: {
        accepted: false,
        status: "NO",
        text: "AUTHENTICATE failed.",
        challenge: undefined,
      },
    });
    it("where a refusal could come from it, and says so where there is none", async () => {
      const world = testerWith(closed);
      world.licences.answer = "none";
      assert.deepEqual(await idsOf(world), ["noLicence"]);
    });

    it("but leaves the finding where there is one, or nobody can tell", async () => {
      for (const answer of ["mailbox", "unknown"] as const) {
        const world = testerWith(closed);
        world.licences.answer = answer;
        assert.deepEqual(await idsOf(world), ["protocolClosed"]);
        assert.equal(world.licences.asked, 1);
      }
    });

    it("not for another's mailbox, a personal account, or a login that works", async () => {
      const account = { ...aMailbox().account, tenantId: consumersTenantId };
      const worlds = [
        testerWith(closed, aMailbox({ address: "support@contoso.test" })),
        testerWith(closed, aMailbox({ account })),
        testerWith(aTranscript()),
      ];
      for (const world of worlds) {
        await idsOf(world);
        assert.equal(world.licences.asked, 0);
      }
    });
  });
});
