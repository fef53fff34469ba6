import assert from "node:assert/strict";
import { clouds } from "../../src/core/cloud";
import { readImapReply } from "../../src/core/mail/imapReply";
import type {
  AccessGrant,
  GraphCall,
  GraphTokenSource,
  OAuthClient,
  SignInInteraction,
} from "../../src/core/ports";
import type { Registration } from "../../src/core/registration/registration";
import { GraphConnection } from "../../src/platform/node/graph/graphConnection";
import { GraphApplications } from "../../src/platform/node/graphApplications";
import { ImapFlowDialer } from "../../src/platform/node/imapDialer";
import { readTokenInfo } from "../../src/core/oauth/tokenInfo";
import { StoredRefreshTokens } from "../../src/platform/node/msal/storedRefreshTokens";
import { parseCache, refreshTokenOf } from "../../src/platform/node/msal/tokenCacheEntry";
import { MsalTokens } from "../../src/platform/node/msalTokens";
import { systemClock } from "../../src/platform/node/systemClock";
import { loginTarget } from "../../src/core/mail/loginTarget";
import { imap } from "../../src/core/mail/protocol";
import { ids } from "../sandbox/seed/stableIds";
import { FormBrowser } from "./sandbox/formBrowser";
import { imapScope, signIn, useSandbox } from "./sandbox/identityLab";
import { Emitter } from "../../src/base/event";
import { noInteraction } from "../support/fakes/fakeSignIn";
import { failureOf, MemoryLog, MemorySecrets } from "./support/fakes";

const never = new AbortController().signal;

/** A person with a browser, who agrees to everything. */
function person(user: string): SignInInteraction {
  return {
    ...noInteraction,
    openBrowser: async (url) => {
      const browser = new FormBrowser();
      const chosen = await browser.press(await browser.open(url), `user-${user}`);
      const asked = chosen.html.includes('data-testid="accept"');
      const closed = await browser.sendHiddenForm(
        asked ? await browser.press(chosen, "accept") : chosen,
      );
      assert.equal(closed.status, 200);
      return true;
    },
    showDeviceCode: () => undefined,
  };
}

describe("the adapters in the sandbox", function () {
  this.timeout(30_000);
  const sandbox = useSandbox("embedded");
  const log = new MemoryLog();
  const call: GraphCall = { interaction: "silent", signal: never };
  const secrets = new MemorySecrets();
  const tokens = new MsalTokens({ secrets, log, clock: systemClock });
  const dialer = new ImapFlowDialer();
  let directory: GraphApplications;
  let registration: Registration;
  let client: OAuthClient;
  let grant: AccessGrant;

  before(async () => {
    const answer = await signIn(ids.managementClient, {
      tenant: ids.contoso,
      redirect: "http://localhost",
      scope: "https://graph.microsoft.com/Application.ReadWrite.All openid profile offline_access",
    });
    const accessToken = answer.body.access_token ?? "";
    const source: GraphTokenSource = {
      onDidChange: new Emitter<void>().event,
      token: () =>
        Promise.resolve({
          accessToken,
          accountLabel: "ada@contoso.test",
          tenantId: ids.contoso,
          scopes: undefined,
          directoryRoles: undefined,
        }),
    };
    const settings = { cloud: clouds.global };
    const connection = new GraphConnection({ tokens: source, settings, log, clock: systemClock });
    directory = new GraphApplications(connection);
  });

  it("lists registrations in one request", async () => {
    sandbox().requests.clear();
    const page = await directory.listPage({ view: "all" }, undefined, call);
    assert.ok(page.items.length > 3);
    assert.equal(page.total, page.items.length);
    assert.equal(sandbox().requests.count({ host: "graph.microsoft.com" }), 1);
  });

  it("creates a registration with its secret, finds it by its tag, and changes its secrets", async () => {
    const created = await directory.create(
      {
        displayName: "aerc-ada",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        isFallbackPublicClient: true,
        publicClient: { redirectUris: ["http://localhost"] },
        api: { requestedAccessTokenVersion: 2 },
        requiredResourceAccess: [
          {
            resourceAppId: "00000003-0000-0000-c000-000000000000",
            resourceAccess: [{ id: "652390e4-393a-48de-9484-05f9b1212954", type: "Scope" }],
          },
        ],
        passwordCredentials: [{ displayName: "first", endDateTime: "2027-05-01T00:00:00Z" }],
        tags: ["entra-mail:journey"],
      },
      call,
    );
    registration = created.registration;
    assert.ok((created.newSecret?.secretText.length ?? 0) >= 16);
    const found = await eventually(() => directory.findByTag("entra-mail:journey", call));
    assert.deepEqual(
      found.map(({ objectId }) => objectId),
      [registration.objectId],
    );
    const added = await directory.addPassword(
      registration.objectId,
      { displayName: "second", endDateTime: "2027-06-01T00:00:00Z" },
      call,
    );
    await directory.removePassword(registration.objectId, added.keyId, call);
    const read = await directory.get(registration.objectId, call);
    assert.deepEqual(
      read.clientSecrets.map(({ displayName }) => displayName),
      ["first"],
    );
    assert.deepEqual(read.redirectUris.publicClient, ["http://localhost"]);
  });

  it("signs a mailbox in by the browser", async () => {
    client = { cloud: clouds.global, clientId: registration.appId, authorityTenant: "common" };
    grant = await tokens.signIn(
      { client, scopes: [imapScope], loginHint: undefined, flow: "loopback" },
      person("ada@contoso.test"),
      never,
    );
    assert.equal(grant.account.username, "ada@contoso.test");
    assert.deepEqual(grant.scopes, [imapScope]);
    const { homeAccountId } = grant.account;
    const silent = await tokens.silent(
      { client, scopes: [imapScope], homeAccountId, forceRefresh: true },
      never,
    );
    assert.notEqual(silent.accessToken, grant.accessToken);
    grant = silent;
  });

  it("gets a token for Microsoft Graph by the same sign-in, one API per request", async () => {
    const scopes = ["https://graph.microsoft.com/Mail.Read"];
    const { homeAccountId, signInId } = grant.account;
    const request = { client, scopes, homeAccountId, signInId };
    const refused = await failureOf(tokens.silent(request, never));
    assert.deepEqual(
      [refused.code, refused.facts["aadsts"]],
      ["oauth.interactionRequired", "65001"],
    );
    const asked = { client, scopes, loginHint: undefined, flow: "loopback" } as const;
    // Somebody agrees to it, for instance with another program
    await new MsalTokens({ secrets: new MemorySecrets(), log, clock: systemClock }).signIn(
      asked,
      person("ada@contoso.test"),
      never,
    );
    sandbox().requests.clear();
    const graph = await tokens.silent(request, never);
    assert.equal(sandbox().requests.count({ host: "login.microsoftonline.com" }), 1);
    assert.equal(readTokenInfo(graph.accessToken).audience, "https://graph.microsoft.com");
    assert.deepEqual(readTokenInfo(graph.accessToken).scopes.includes("Mail.Read"), true);
    const mail = await tokens.silent({ ...request, scopes: [imapScope] }, never);
    assert.equal(readTokenInfo(mail.accessToken).audience, "https://outlook.office.com");
    const [entry = ""] = secrets.entries.values();
    const { RefreshToken, AccessToken } = JSON.parse(entry) as Record<string, object>;
    assert.deepEqual(
      [secrets.entries.size, Object.keys(RefreshToken ?? {}).length],
      [1, 1],
      "one refresh token for both",
    );
    assert.equal(Object.keys(AccessToken ?? {}).length, 2);
    assert.equal(
      await new StoredRefreshTokens(secrets).read({ clientId: client.clientId, homeAccountId }),
      refreshTokenOf(parseCache(entry)),
    );
  });

  it("proves the login", async () => {
    const target = loginTarget(
      { address: "ada@contoso.test", account: grant.account },
      imap,
      clouds.global,
      grant.accessToken,
    );
    const transcript = await dialer.login(target, never, () => undefined);
    assert.deepEqual(readImapReply(transcript), { ok: true });
    assert.equal(transcript.messages, 1204);
    const other = await dialer.login(
      { ...target, user: "grace@contoso.test" },
      never,
      () => undefined,
    );
    const reading = readImapReply(other);
    assert.equal(reading.ok ? "" : reading.problem, "notConnected");
  });

  it("says what is missing once the registration is gone", async () => {
    await directory.delete(registration.objectId, call);
    assert.equal(
      (await failureOf(directory.get(registration.objectId, call))).code,
      "graph.notFound",
    );
    const { homeAccountId } = grant.account;
    await tokens.remove({ clientId: client.clientId, homeAccountId });
    const silent = tokens.silent(
      { client, scopes: [imapScope], homeAccountId: grant.account.homeAccountId },
      never,
    );
    assert.equal((await failureOf(silent)).code, "oauth.interactionRequired");
  });
});

/** Asks again until something is there: new objects appear late. */
async function eventually<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const found = await ask();
    if (found.length > 0) return found;
    await systemClock.delay(250);
  }
  return [];
}
