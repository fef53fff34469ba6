import assert from "node:assert/strict";
import { Failure } from "../../../src/core/failure";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import type { FlowId } from "../../../src/core/oauth/flow";
import type { AccessGrant } from "../../../src/core/ports";
import {
  exchangeOnlineAppId,
  graphAppId,
  requireGraphPermissions,
} from "../../../src/core/registration/permissions";
import type { Registration } from "../../../src/core/registration/registration";
import type { StoredState } from "../../../src/core/storedState";
import type { MailboxSignInAgain } from "../../../src/services/mailboxParts";
import { MailboxService } from "../../../src/services/mailboxService";
import { MailboxTokenOwners } from "../../../src/services/mailboxTokenOwners";
import { aGrant, aMailbox, aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import {
  countingIds,
  FakeAppTokens,
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
  const appTokens = new FakeAppTokens();
  const secrets = new FakeSecretStore(disk);
  const states = new FakeStateStore(disk);
  tokens.owners = new MailboxTokenOwners(states);
  const service = new MailboxService({
    tokens,
    appTokens,
    secrets,
    state: states,
    settings: globalSettings,
    clock: new FakeClock(),
    newId: countingIds("mailbox"),
    log: silentLog,
  });
  return { service, tokens, appTokens, secrets, states, disk };
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
      prompt: undefined,
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
    const nowhere = { web: [], spa: ["https://spa.test"], publicClient: [] };
    const nothing = aRegistration({ redirectUris: nowhere, isFallbackPublicClient: false });
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
      { facts: { input: "flow", problem: "none" } },
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

describe("a sign-in with a certificate in place of a secret", () => {
  const certified = aRegistration({
    redirectUris: { web: ["http://localhost"], spa: [], publicClient: [] },
    clientSecrets: [
      { keyId: "short", displayName: "", hint: "", endDateTime: "2026-12-01T00:00:00Z" },
    ],
    certificates: [
      {
        keyId: "c",
        displayName: "CN=web",
        thumbprint: "AB".repeat(20),
        endDateTime: "2027-12-01T00:00:00Z",
      },
    ],
  });
  const stores = {
    storedSecrets: [{ appId, keyId: "short", storedAt: "2026-11-01T00:00:00Z" }],
    storedCertificates: [
      {
        thumbprint: "AB".repeat(20),
        appId,
        displayName: "CN=web",
        storedAt: "2026-11-01T00:00:00Z",
      },
    ],
  };

  it("takes the one that lasts longest, then and later, and hands its key to nobody else", async () => {
    const { service, tokens, secrets, disk } = serviceWith(stores);
    await secrets.set(`certificate:${"AB".repeat(20)}`, "pem-of-key");
    await secrets.set(`secret:${appId}:short`, "secret-value");
    const { mailbox } = await service.signIn(
      { ...signInAs(""), registration: certified },
      noInteraction,
      never,
    );
    assert.deepEqual(
      [mailbox.certificateThumbprint, mailbox.secretKeyId],
      ["AB".repeat(20), undefined],
    );
    await service.grant(mailbox.id, "imap", never);
    for (const { client } of [...tokens.signIns, ...tokens.silents]) {
      assert.deepEqual(client.certificate, { thumbprint: "AB".repeat(20), pem: "pem-of-key" });
      assert.equal(client.clientSecret, undefined);
    }
    assert.ok(!JSON.stringify(disk.state).includes("pem-of-key"));
  });

  it("takes the one that was chosen, also at the next sign-in", async () => {
    const { service, tokens, secrets } = serviceWith(stores);
    await secrets.set(`certificate:${"AB".repeat(20)}`, "pem-of-key");
    await secrets.set(`secret:${appId}:short`, "secret-value");
    const chosen = { kind: "secret", keyId: "short" } as const;
    const { mailbox } = await service.signIn(
      { ...signInAs(""), registration: certified, credential: chosen },
      noInteraction,
      never,
    );
    assert.equal(tokens.signIns[0]?.client.clientSecret, "secret-value");
    const certificate = { kind: "certificate", thumbprint: "AB".repeat(20) } as const;
    const { mailbox: after } = await service.signInAgain(
      {
        mailboxId: mailbox.id,
        flow: "loopback",
        registration: certified,
        credential: certificate,
      },
      noInteraction,
      never,
    );
    assert.deepEqual(
      [after.certificateThumbprint, after.secretKeyId],
      ["AB".repeat(20), undefined],
    );
  });

  it("says that the key is not on this computer any more", async () => {
    const { service } = serviceWith({
      ...stores,
      mailboxes: [aMailbox({ certificateThumbprint: "AB".repeat(20) })],
    });
    await assert.rejects(service.grant("mailbox", "imap", never), { code: "secret.unreadable" });
  });
});

describe("what the page asks", () => {
  it("is what the preset says with which the registration was made", async () => {
    for (const [presetId, prompt] of [
      ["aemForms", "login"],
      ["personalMailClient", "select_account"],
      ["workMailClient", undefined],
    ] as const) {
      const { service, tokens } = serviceWith({ intents: [{ appId, presetId }] });
      await service.signIn(signInAs("ada@contoso.test"), noInteraction, never);
      assert.equal(tokens.signIns[0]?.prompt, prompt);
    }
  });

  it("is agreement to mail in Graph, too, where the registration declares both", async () => {
    const { service, tokens } = serviceWith();
    const registration = aRegistration({
      requiredResourceAccess: requireGraphPermissions(["IMAP.AccessAsUser.All", "Mail.Read"]),
    });
    const { mailbox } = await service.signIn(
      { ...signInAs(""), registration },
      noInteraction,
      never,
    );
    await service.signInAgain(
      { ...again("loopback", registration), mailboxId: mailbox.id },
      noInteraction,
      never,
    );
    assert.deepEqual(
      tokens.signIns.map(({ consentTo }) => consentTo),
      [["https://graph.microsoft.com/Mail.Read"], ["https://graph.microsoft.com/Mail.Read"]],
    );
  });

  it("answers the claims of a refused refresh once, and never again by itself", async () => {
    const { service, tokens } = serviceWith({ mailboxes: [aMailbox()] });
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const refusal = Object.assign(new Failure("oauth.interactionRequired", "AADSTS50076"), {
      claims,
    });
    tokens.answer = () => Promise.reject(refusal);
    await assert.rejects(service.grant("mailbox", "imap", never), refusal);
    tokens.answer = () => aGrant();
    await service.signInAgain(again("loopback"), noInteraction, never);
    await service.signInAgain(again("loopback"), noInteraction, never);
    assert.deepEqual(
      tokens.signIns.map((request) => request.claims),
      [claims, undefined],
    );
  });
});

/** An access token with these claims. */
const token = (claims: object): string =>
  ["{}", JSON.stringify(claims), ""]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

describe("a mailbox that an app opens as itself", () => {
  const roles = [
    { resourceAppId: exchangeOnlineAppId, resourceAccess: [{ id: "role", type: "Role" as const }] },
  ];
  const serviceApp = aRegistration({
    signInAudience: "AzureADMyOrg",
    redirectUris: { web: [], spa: [], publicClient: [] },
    requiredResourceAccess: roles,
    clientSecrets: [
      { keyId: "only", displayName: "", hint: "", endDateTime: "2027-12-01T00:00:00Z" },
    ],
  });
  const tenantId = "11111111-1111-4111-8111-111111111111";
  const appGrant = (claims: object = { roles: ["IMAP.AccessAsApp"] }): AccessGrant => ({
    accessToken: token(claims),
    expiresAt: "2026-11-21T13:00:00.000Z",
    scopes: ["https://outlook.office365.com/.default"],
    account: { homeAccountId: "", username: "", tenantId },
  });
  const wish = {
    registration: serviceApp,
    tenantId,
    address: " support@contoso.test ",
    flow: "appOnly",
  } as const;

  async function appService(state: Partial<StoredState> = {}) {
    const parts = serviceWith({
      storedSecrets: [{ appId, keyId: "only", storedAt: "2026-11-01T00:00:00Z" }],
      ...state,
    });
    await parts.secrets.set(`secret:${appId}:only`, "secret-value");
    parts.appTokens.answer = () => appGrant();
    return parts;
  }

  it("is proven by a token at its own directory, and nobody is asked", async () => {
    const { service, tokens, appTokens } = await appService();
    const { mailbox, mismatch, rolesMissing } = await service.signIn(wish, noInteraction, never);
    assert.deepEqual(tokens.signIns, []);
    assert.deepEqual(
      appTokens.requests.map(({ client, scope }) => [
        client.authorityTenant,
        client.clientSecret,
        scope,
      ]),
      [[tenantId, "secret-value", "https://outlook.office365.com/.default"]],
    );
    assert.deepEqual(
      [
        mailbox.address,
        mailbox.kind,
        mailbox.flow,
        mailbox.account.username,
        mismatch,
        rolesMissing,
      ],
      ["support@contoso.test", "appOnly", "appOnly", "", undefined, false],
    );
  });

  it("tells that no permission has been granted", async () => {
    const { service, appTokens } = await appService();
    appTokens.answer = () => appGrant({ aud: "https://outlook.office365.com" });
    assert.equal((await service.signIn(wish, noInteraction, never)).rolesMissing, true);
  });

  it("gets tokens of the API of each protocol", async () => {
    const { service, tokens, appTokens } = await appService();
    const { mailbox } = await service.signIn(wish, noInteraction, never);
    await service.grant(mailbox.id, "smtp", never);
    await service.grant(mailbox.id, "graph", never, { forceRefresh: true });
    assert.deepEqual(
      appTokens.requests.slice(1).map(({ scope, forceRefresh }) => [scope, forceRefresh]),
      [
        ["https://outlook.office365.com/.default", false],
        ["https://graph.microsoft.com/.default", true],
      ],
    );
    assert.deepEqual(tokens.silents, []);
  });

  it("asks for Graph first where it has permissions there alone", async () => {
    const { service, appTokens } = await appService();
    const required = [
      { resourceAppId: graphAppId, resourceAccess: roles[0]?.resourceAccess ?? [] },
    ];
    const registration = { ...serviceApp, requiredResourceAccess: required };
    await service.signIn({ ...wish, registration }, noInteraction, never);
    assert.equal(appTokens.requests[0]?.scope, "https://graph.microsoft.com/.default");
  });

  it("needs a directory, an address and a credential", async () => {
    const { service, appTokens, secrets } = await appService();
    for (const [more, facts] of [
      [{ tenantId: undefined }, { input: "tenantId", problem: "missing" }],
      [{ tenantId: "contoso/../common" }, { input: "tenantId", problem: "malformed" }],
      [{ address: " " }, { input: "address", problem: "missing" }],
    ] as const) {
      await assert.rejects(service.signIn({ ...wish, ...more }, noInteraction, never), { facts });
    }
    await secrets.delete(`secret:${appId}:only`);
    await assert.rejects(service.signIn(wish, noInteraction, never), { code: "secret.unreadable" });
    assert.deepEqual(appTokens.requests, []);
  });

  it("stands beside another one of the same app, and its token goes with the last of them", async () => {
    const { service, appTokens, tokens } = await appService();
    const first = await service.signIn(wish, noInteraction, never);
    const second = await service.signIn(
      { ...wish, address: "ada@contoso.test" },
      noInteraction,
      never,
    );
    await service.signOut(first.mailbox.id);
    assert.deepEqual(appTokens.forgotten, []);
    await service.signOut(second.mailbox.id);
    assert.deepEqual([appTokens.forgotten, tokens.removed], [[appId], []]);
  });

  it("is renewed by asking for a token with the credential that was chosen", async () => {
    const { service, appTokens } = await appService();
    const { mailbox } = await service.signIn(wish, noInteraction, never);
    const { mailbox: after } = await service.signInAgain(
      { mailboxId: mailbox.id, flow: "appOnly" },
      noInteraction,
      never,
    );
    assert.deepEqual([after.id, after.kind, after.secretKeyId], [mailbox.id, "appOnly", "only"]);
    assert.equal(appTokens.requests.at(-1)?.forceRefresh, true);
  });
});

describe("a shared mailbox", () => {
  it("is opened by the person who signs in, when both are named", async () => {
    const { service, tokens } = serviceWith();
    const { mailbox, mismatch } = await service.signIn(
      { ...signInAs("ada@contoso.test"), opens: " support@contoso.test " },
      noInteraction,
      never,
    );
    assert.deepEqual(
      [mailbox.address, mailbox.account.username, mismatch, tokens.signIns[0]?.loginHint],
      ["support@contoso.test", "ada@contoso.test", undefined, "ada@contoso.test"],
    );
  });

  it("points out that somebody else than named has signed in", async () => {
    const { service } = serviceWith();
    const { mailbox, mismatch } = await service.signIn(
      { ...signInAs("grace@contoso.test"), opens: "support@contoso.test" },
      noInteraction,
      never,
    );
    assert.equal(mailbox.address, "support@contoso.test");
    assert.deepEqual(mismatch, { typed: "grace@contoso.test", actual: "ada@contoso.test" });
  });

  it("is opened with the sign-in of a mailbox that is there, which stays", async () => {
    const { service, tokens } = serviceWith({
      mailboxes: [aMailbox({ servers: { imap: { host: "imap.test", port: 143 } } })],
    });
    const opened = await service.openAlso("mailbox", " support@contoso.test ");
    assert.deepEqual(
      service.mailboxes.map(({ address, account }) => [address, account.username]),
      [
        ["ada@contoso.test", "ada@contoso.test"],
        ["support@contoso.test", "ada@contoso.test"],
      ],
    );
    assert.equal(opened.servers, undefined);
    await service.signOut("mailbox");
    assert.deepEqual(tokens.removed, []);
    await assert.rejects(service.openAlso(opened.id, "a\u0001b"), { code: "input.invalid" });
  });
});

describe("servers of a mailbox", () => {
  it("are kept as named, go with an empty answer, and take old results with them", async () => {
    const probes = {
      imap: {
        protocol: "imap",
        at: "2026-11-21T12:00:00Z",
        ok: true,
        milliseconds: 1,
        messages: 1,
        findings: [],
      },
    } as const;
    const { service } = serviceWith({ mailboxes: [aMailbox({ probes })] });
    const servers = { imap: { host: "imap.test", port: 1993 } };
    await service.setServers("mailbox", servers);
    assert.deepEqual([service.mailboxes[0]?.servers, service.mailboxes[0]?.probes], [servers, {}]);
    await service.signInAgain(again("loopback"), noInteraction, never);
    assert.deepEqual(service.mailboxes[0]?.servers, servers);
    await service.setServers("mailbox", {});
    assert.equal("servers" in (service.mailboxes[0] ?? {}), false);
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
