import assert from "node:assert/strict";
import { Failure } from "../../../src/core/failure";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import type { FlowId } from "../../../src/core/oauth/flow";
import type { AccessGrant } from "../../../src/core/ports";
import { requireGraphPermissions } from "../../../src/core/registration/permissions";
import type { Registration } from "../../../src/core/registration/registration";
import type { StoredState } from "../../../src/core/storedState";
import type { MailboxSignInAgain } from "../../../src/services/mailboxParts";
import { MailboxService } from "../../../src/services/mailboxService";
import { aGrant, aMailbox, aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import {
  countingIds,
  FakeMailboxTokens,
  globalSettings,
  noInteraction,
  silentLog,
} from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const appId = "6731de76-14a6-49ae-97bc-6eba6914391e";
const never = new AbortController().signal;

function serviceWith(state: Partial<StoredState> = {}, grant: AccessGrant = aGrant()) {
  const disk = emptyDisk(state);
  const tokens = new FakeMailboxTokens(grant);
  const secrets = new FakeSecretStore(disk);
  const states = new FakeStateStore(disk);
  const service = new MailboxService({
    tokens,
    secrets,
    state: states,
    settings: globalSettings,
    clock: new FakeClock(),
    newId: countingIds("mailbox"),
    log: silentLog,
  });
  return { service, tokens, secrets, states, disk };
}

const signInAs = (address: string) =>
  ({ registration: aRegistration(), tenantId: undefined, address, flow: "loopback" }) as const;

const again = (flow: FlowId, registration?: Registration): MailboxSignInAgain => ({
  mailboxId: "mailbox",
  flow,
  registration,
});

const interactionRequired = new Failure("oauth.interactionRequired", "AADSTS700082");

describe("signing a mailbox in", () => {
  it("asks for IMAP, and for sending too when the registration declares it", async () => {
    const { service, tokens } = serviceWith();
    const registration = aRegistration({
      requiredResourceAccess: requireGraphPermissions(["IMAP.AccessAsUser.All", "SMTP.Send"]),
    });
    await service.signIn({ ...signInAs(" ada@contoso.test "), registration }, noInteraction, never);
    const [{ client, ...request } = {}] = tokens.signIns;
    assert.deepEqual(request, {
      scopes: [
        "https://outlook.office.com/IMAP.AccessAsUser.All",
        "https://outlook.office.com/SMTP.Send",
        "offline_access",
      ],
      loginHint: "ada@contoso.test",
      flow: "loopback",
      redirectUri: "http://localhost",
    });
    assert.deepEqual(client, {
      cloud: globalSettings.cloud,
      clientId: "6731de76-14a6-49ae-97bc-6eba6914391e",
      authorityTenant: "common",
    });
  });

  it("keeps facts of the mailbox, and no token", async () => {
    const grant = aGrant();
    const { service, disk } = serviceWith({}, grant);
    const { mailbox, mismatch } = await service.signIn(
      signInAs("Ada@Contoso.test"),
      noInteraction,
      never,
    );
    assert.equal(mismatch, undefined);
    assert.deepEqual(disk.state.mailboxes, [mailbox]);
    assert.deepEqual(mailbox, {
      ...aMailbox({ id: "mailbox-1", signedInAt: "2026-11-21T12:00:00.000Z" }),
      redirectUri: "http://localhost",
    });
    assert.ok(!JSON.stringify(disk.state).includes(grant.accessToken));
  });

  it("lets the identity in the token decide, and points out another address than typed", async () => {
    const { service } = serviceWith();
    const { mailbox, mismatch } = await service.signIn(
      signInAs("support@contoso.test"),
      noInteraction,
      never,
    );
    assert.equal(mailbox.address, "ada@contoso.test");
    assert.deepEqual(mismatch, { typed: "support@contoso.test", actual: "ada@contoso.test" });
    await service.setAddress(mailbox.id, "support@contoso.test");
    assert.deepEqual(
      service.mailboxes.map(({ id, address }) => [id, address]),
      [["mailbox-1", "support@contoso.test"]],
    );
  });

  it("opens a shared mailbox beside the own one that was there before", async () => {
    const { service } = serviceWith();
    await service.signIn(signInAs("ada@contoso.test"), noInteraction, never);
    const { mailbox } = await service.signIn(
      signInAs("support@contoso.test"),
      noInteraction,
      never,
    );
    await service.setAddress(mailbox.id, "support@contoso.test");
    assert.deepEqual(
      service.mailboxes.map(({ address, account }) => [address, account.username]),
      [
        ["ada@contoso.test", "ada@contoso.test"],
        ["support@contoso.test", "ada@contoso.test"],
      ],
    );
  });

  it("opens what was typed when the token names nobody", async () => {
    const account = { homeAccountId: "x", username: "", tenantId: "t" };
    const { service } = serviceWith({}, aGrant({ account }));
    const { mailbox, mismatch } = await service.signIn(
      signInAs("vera@outlook.test"),
      noInteraction,
      never,
    );
    assert.deepEqual([mailbox.address, mismatch], ["vera@outlook.test", undefined]);
  });

  it("renews the entry of the same account and address", async () => {
    const { service } = serviceWith({
      mailboxes: [aMailbox({ id: "old", needsSignIn: true })],
    });
    const { mailbox } = await service.signIn(signInAs(""), noInteraction, never);
    assert.deepEqual([mailbox.id, mailbox.needsSignIn], ["old", false]);
    assert.equal(service.mailboxes.length, 1);
  });

  it("needs the directory for a registration of one directory", async () => {
    const { service, tokens } = serviceWith();
    const registration = aRegistration({ signInAudience: "AzureADMyOrg" });
    const request = { ...signInAs(""), registration };
    await assert.rejects(service.signIn(request, noInteraction, never), {
      code: "input.invalid",
    });
    await service.signIn({ ...request, tenantId: "contoso.test" }, noInteraction, never);
    assert.equal(tokens.signIns[0]?.client.authorityTenant, "contoso.test");
  });

  it("refuses flows the registration cannot finish, before any browser opens", async () => {
    const { service, tokens } = serviceWith();
    const redirectUris = { web: ["https://jira.test/cb"], spa: [], publicClient: [] };
    const noLoopback = aRegistration({ redirectUris });
    const noCode = aRegistration({ isFallbackPublicClient: false });
    const nothing = aRegistration({ redirectUris, isFallbackPublicClient: false });
    await assert.rejects(
      service.signIn({ ...signInAs(""), registration: noLoopback }, noInteraction, never),
      { facts: { input: "redirectUri", problem: "loopbackMissing" } },
    );
    await assert.rejects(
      service.signIn(
        { ...signInAs(""), registration: noCode, flow: "deviceCode" },
        noInteraction,
        never,
      ),
      { facts: { input: "flow", problem: "publicFlowsOff" } },
    );
    await assert.rejects(
      service.signIn({ ...signInAs(""), registration: nothing }, noInteraction, never),
      { facts: { input: "flow", problem: "noneForProduct" } },
    );
    assert.deepEqual(tokens.signIns, []);
  });
});

describe("a registration on the Web platform", () => {
  const web = aRegistration({
    redirectUris: { web: ["http://localhost"], spa: [], publicClient: [] },
    clientSecrets: [
      { keyId: "ended", displayName: "", hint: "", endDateTime: "2026-01-01T00:00:00Z" },
      { keyId: "short", displayName: "", hint: "", endDateTime: "2026-12-01T00:00:00Z" },
      { keyId: "long", displayName: "", hint: "", endDateTime: "2027-12-01T00:00:00Z" },
      { keyId: "elsewhere", displayName: "", hint: "", endDateTime: "2028-12-01T00:00:00Z" },
    ],
  });
  const storedAt = "2026-11-01T00:00:00Z";

  it("signs in with the stored secret that lasts longest, then and later", async () => {
    const { service, tokens, secrets, disk } = serviceWith({
      storedSecrets: ["ended", "short", "long"].map((keyId) => ({ appId, keyId, storedAt })),
    });
    await secrets.set(`secret:${appId}:long`, "long-value");
    const { mailbox } = await service.signIn(
      { ...signInAs(""), registration: web },
      noInteraction,
      never,
    );
    assert.equal(mailbox.secretKeyId, "long");
    assert.ok(!JSON.stringify(disk.state).includes("long-value"));
    await service.grant(mailbox.id, "imap", never);
    assert.deepEqual(
      [tokens.signIns[0]?.client.clientSecret, tokens.silents[0]?.client.clientSecret],
      ["long-value", "long-value"],
    );
  });

  it("says that the value is not on this computer", async () => {
    const { service } = serviceWith();
    await assert.rejects(
      service.signIn({ ...signInAs(""), registration: web }, noInteraction, never),
      { code: "secret.unreadable" },
    );
  });
});

describe("a silent token", () => {
  it("asks for IMAP with the account of the mailbox, and writes the state only for news", async () => {
    const { service, tokens, states } = serviceWith({ mailboxes: [aMailbox()] });
    await service.grant("mailbox", "imap", never);
    assert.equal(states.writes, 0);
    assert.deepEqual(
      tokens.silents.map(({ scopes, homeAccountId, forceRefresh }) => ({
        scopes,
        homeAccountId,
        forceRefresh,
      })),
      [
        {
          scopes: ["https://outlook.office.com/IMAP.AccessAsUser.All", "offline_access"],
          homeAccountId: "ada.home",
          forceRefresh: false,
        },
      ],
    );
  });

  it("marks the mailbox when the person must sign in, and unmarks it after", async () => {
    const { service, tokens } = serviceWith({ mailboxes: [aMailbox()] });
    tokens.answer = () => Promise.reject(interactionRequired);
    await assert.rejects(service.grant("mailbox", "imap", never), interactionRequired);
    assert.equal(service.mailboxes[0]?.needsSignIn, true);
    tokens.answer = () => aGrant({ expiresAt: "2026-11-21T14:00:00.000Z" });
    await service.signInAgain(again("deviceCode"), noInteraction, never);
    const { needsSignIn, tokenExpiresAt, flow } = service.mailboxes[0] ?? {};
    assert.deepEqual(
      [needsSignIn, tokenExpiresAt, flow],
      [false, "2026-11-21T14:00:00.000Z", "deviceCode"],
    );
  });

  it("does not mark the mailbox for a network fault", async () => {
    const { service, tokens, states } = serviceWith({ mailboxes: [aMailbox()] });
    const unreachable = new Failure("oauth.unreachable", "ENOTFOUND");
    tokens.answer = () => Promise.reject(unreachable);
    await assert.rejects(service.grant("mailbox", "imap", never), unreachable);
    assert.equal(states.writes, 0);
  });

  it("does not undo a sign-out of another window", async () => {
    const { service, tokens, disk } = serviceWith({ mailboxes: [aMailbox()] });
    tokens.answer = () => {
      disk.state = { ...disk.state, mailboxes: [] };
      return aGrant();
    };
    await assert.rejects(service.grant("mailbox", "imap", never), {
      code: "input.invalid",
      facts: { input: "mailbox", problem: "missing" },
    });
    assert.deepEqual(disk.state.mailboxes, []);
    assert.equal(tokens.removed.length, 1);
  });

  it("goes to the cloud the mailbox was signed in to", async () => {
    const { service, tokens } = serviceWith({ mailboxes: [aMailbox({ cloudId: "china" })] });
    await service.grant("mailbox", "imap", never);
    assert.equal(tokens.silents[0]?.client.cloud.imapHost, "partner.outlook.cn");
  });

  it("says that the hosts of a custom cloud are no longer set", async () => {
    const { service } = serviceWith({ mailboxes: [aMailbox({ cloudId: "custom" })] });
    await assert.rejects(service.grant("mailbox", "imap", never), {
      facts: { input: "cloud", problem: "changed" },
    });
  });
});

describe("signing in again", () => {
  it("keeps the address of a shared mailbox and asks for the earlier rights", async () => {
    const { service, tokens } = serviceWith({
      mailboxes: [
        aMailbox({
          address: "support@contoso.test",
          scopes: ["openid", "https://outlook.office.com/SMTP.Send"],
        }),
      ],
    });
    const { mailbox, mismatch } = await service.signInAgain(
      again("loopback"),
      noInteraction,
      never,
    );
    assert.deepEqual([mailbox.address, mismatch], ["support@contoso.test", undefined]);
    assert.deepEqual(tokens.signIns[0]?.scopes, [
      "https://outlook.office.com/SMTP.Send",
      "offline_access",
    ]);
    assert.equal(tokens.signIns[0]?.loginHint, "ada@contoso.test");
  });

  it("points out that somebody else signed in", async () => {
    const { service, tokens } = serviceWith({ mailboxes: [aMailbox()] });
    const account = { homeAccountId: "grace", username: "grace@contoso.test", tenantId: "t" };
    tokens.answer = () => aGrant({ account });
    const { mismatch } = await service.signInAgain(again("loopback"), noInteraction, never);
    assert.deepEqual(mismatch, { typed: "ada@contoso.test", actual: "grace@contoso.test" });
  });

  const grace = { homeAccountId: "grace", username: "grace@contoso.test", tenantId: "t" };

  it("suggests nobody when another account is to be chosen", async () => {
    const { service, tokens } = serviceWith({
      mailboxes: [aMailbox({ address: "grace@contoso.test" })],
    });
    tokens.answer = () => aGrant({ account: grace });
    const { mismatch } = await service.signInAgain(
      { ...again("loopback"), chooseAccount: true },
      noInteraction,
      never,
    );
    assert.deepEqual([tokens.signIns[0]?.loginHint, mismatch], [undefined, undefined]);
  });

  it("leaves no tokens of the person who signed in before", async () => {
    const { service, tokens } = serviceWith({ mailboxes: [aMailbox()] });
    tokens.answer = () => aGrant({ account: grace });
    await service.signInAgain(again("loopback"), noInteraction, never);
    assert.deepEqual(tokens.removed, [`${appId} ada.home`]);
    await service.signInAgain(again("loopback"), noInteraction, never);
    assert.equal(tokens.removed.length, 1);
  });

  it("leaves the tokens that another mailbox signs in with", async () => {
    const { service, tokens } = serviceWith({
      mailboxes: [aMailbox(), aMailbox({ id: "shared", address: "support@contoso.test" })],
    });
    tokens.answer = () => aGrant({ account: grace });
    await service.signInAgain(again("loopback"), noInteraction, never);
    assert.deepEqual(tokens.removed, []);
  });

  it("leaves no tokens when the mailbox cannot be remembered", async () => {
    const newer = new Failure("state.newer", "2");
    const { service, tokens, states } = serviceWith();
    states.update = () => Promise.reject(newer);
    await assert.rejects(service.signIn(signInAs(""), noInteraction, never), newer);
    assert.deepEqual(tokens.removed, [`${appId} ada.home`]);
  });

  it("keeps the tokens of a mailbox that is there when it cannot be renewed", async () => {
    const newer = new Failure("state.newer", "2");
    const { service, tokens, states } = serviceWith({ mailboxes: [aMailbox()] });
    states.update = () => Promise.reject(newer);
    await assert.rejects(service.signInAgain(again("loopback"), noInteraction, never), newer);
    assert.deepEqual(tokens.removed, []);
  });
});

describe("signing in again on the Web platform", () => {
  const ends = "2027-12-01T00:00:00Z";
  const web = aRegistration({
    redirectUris: { web: ["http://localhost/new"], spa: [], publicClient: [] },
    clientSecrets: [{ keyId: "new", displayName: "", hint: "", endDateTime: ends }],
  });
  const storedSecrets = [
    { appId, keyId: "old", storedAt: "2026-01-01T00:00:00Z" },
    { appId, keyId: "new", storedAt: "2026-11-01T00:00:00Z" },
    { appId, keyId: "middle", storedAt: "2026-06-01T00:00:00Z" },
  ];

  const cases: readonly {
    readonly when: string;
    readonly before: Partial<Mailbox>;
    readonly flow: FlowId;
    readonly registration?: Registration;
    readonly values: readonly string[];
    readonly sent: string | undefined;
  }[] = [
    {
      when: "with a code, no secret",
      before: { secretKeyId: "old" },
      flow: "deviceCode",
      values: ["old", "new"],
      sent: undefined,
    },
    {
      when: "in the browser after a code, the newest stored secret",
      before: { flow: "deviceCode" },
      flow: "loopback",
      values: ["old", "middle", "new"],
      sent: "new",
    },
    {
      when: "in the browser after a code, nothing where nothing is stored",
      before: { flow: "deviceCode" },
      flow: "loopback",
      values: [],
      sent: undefined,
    },
    {
      when: "the secret of before while nothing says that it is replaced",
      before: { secretKeyId: "old" },
      flow: "loopback",
      values: ["old", "new"],
      sent: "old",
    },
    {
      when: "another stored secret when the one of before is gone",
      before: { secretKeyId: "old" },
      flow: "loopback",
      values: ["middle"],
      sent: "middle",
    },
    {
      when: "the secret that the registration has now",
      before: { secretKeyId: "old" },
      flow: "loopback",
      registration: web,
      values: ["old", "new"],
      sent: "new",
    },
    {
      when: "nothing for a client that was public in the browser",
      before: {},
      flow: "loopback",
      values: ["old"],
      sent: undefined,
    },
  ];
  for (const { when, before, flow, registration, values, sent } of cases) {
    it(`sends ${when}`, async () => {
      const { service, tokens, secrets } = serviceWith({
        mailboxes: [aMailbox(before)],
        storedSecrets,
      });
      for (const keyId of values) await secrets.set(`secret:${appId}:${keyId}`, keyId);
      const { mailbox } = await service.signInAgain(
        again(flow, registration),
        noInteraction,
        never,
      );
      assert.deepEqual([tokens.signIns[0]?.client.clientSecret, mailbox.secretKeyId], [sent, sent]);
    });
  }

  it("comes back to the redirect URI that is registered now", async () => {
    const { service, tokens, secrets } = serviceWith({ mailboxes: [aMailbox()], storedSecrets });
    await secrets.set(`secret:${appId}:new`, "new");
    await service.signInAgain(again("loopback", web), noInteraction, never);
    assert.equal(tokens.signIns[0]?.redirectUri, "http://localhost/new");
  });

  it("refuses a flow that the registration cannot finish", async () => {
    const { service, tokens } = serviceWith({ mailboxes: [aMailbox()], storedSecrets });
    const registration = { ...web, isFallbackPublicClient: false };
    await assert.rejects(
      service.signInAgain(again("deviceCode", registration), noInteraction, never),
      { facts: { input: "flow", problem: "publicFlowsOff" } },
    );
    assert.deepEqual(tokens.signIns, []);
  });

  it("says that a secret is needed and none is here", async () => {
    const { service } = serviceWith({ mailboxes: [aMailbox({ secretKeyId: "old" })] });
    await assert.rejects(service.signInAgain(again("loopback"), noInteraction, never), {
      code: "secret.unreadable",
    });
  });
});

describe("signing out", () => {
  it("forgets tokens and mailbox", async () => {
    const { service, tokens } = serviceWith({ mailboxes: [aMailbox()] });
    await service.signOut("mailbox");
    assert.deepEqual(service.mailboxes, []);
    assert.deepEqual(tokens.removed, ["6731de76-14a6-49ae-97bc-6eba6914391e ada.home"]);
  });

  it("keeps tokens another mailbox signs in with", async () => {
    const { service, tokens } = serviceWith({
      mailboxes: [aMailbox(), aMailbox({ id: "shared", address: "support@contoso.test" })],
    });
    await service.signOut("shared");
    assert.deepEqual([service.mailboxes.length, tokens.removed], [1, []]);
  });

  it("removes every secret, also past one that cannot be removed", async () => {
    const { service, tokens, secrets, disk } = serviceWith({
      mailboxes: [aMailbox()],
      storedSecrets: [{ appId: "a", keyId: "k", storedAt: "2026-11-21T12:00:00Z" }],
    });
    await secrets.set("secret:a:k", "value");
    await secrets.set("tokens:c:h", "cache");
    const stuck = new Failure("secret.unreadable", "timeout");
    tokens.remove = () => Promise.reject(stuck);
    await assert.rejects(service.removeAllSecrets(), stuck);
    assert.deepEqual([...disk.secrets.keys()], []);
    assert.deepEqual([disk.state.mailboxes, disk.state.storedSecrets], [[], []]);
  });
});
