import assert from "node:assert/strict";
import {
  AuthError,
  type AuthenticationResult,
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from "@azure/msal-node";
import { seededSecretOf } from "../../sandbox/seed/applications";
import { ids } from "../../sandbox/seed/stableIds";
import { person } from "./browsers";
import { claimsOf, clientBrowser, imapScope, login, register, useSandbox } from "./identityLab";

const graphScope = "https://graph.microsoft.com/User.Read";
const webUri = "https://app.contoso.test/callback";

describe("sandbox identity: MSAL Node", function () {
  this.timeout(30_000);
  const sandbox = useSandbox();

  const publicClient = (authority = `${login}/common`, knownAuthorities: string[] = []) => {
    const clientId = register(sandbox().world, { publicClient: ["http://localhost"] }).appId;
    return new PublicClientApplication({ auth: { clientId, authority, knownAuthorities } });
  };

  it("signs in interactively, then silently for a second API by the same refresh token", async () => {
    const client = publicClient();
    const first = await client.acquireTokenInteractive({
      scopes: [imapScope],
      extraScopesToConsent: [graphScope],
      openBrowser: person("ada@contoso.test"),
    });
    assert.equal(first.account?.username, "ada@contoso.test");
    assert.deepEqual(first.scopes, [imapScope]);
    const account = accountOf(first);
    const second = await client.acquireTokenSilent({ account, scopes: [graphScope] });
    assert.equal(claimsOf(second.accessToken)["aud"], "https://graph.microsoft.com");
    const cached = sandbox().requests.count({ path: "/token$" });
    await client.acquireTokenSilent({ account, scopes: [imapScope] });
    assert.equal(sandbox().requests.count({ path: "/token$" }), cached, "answered from the cache");
    const fresh = await client.acquireTokenSilent({
      account,
      scopes: [imapScope],
      forceRefresh: true,
    });
    assert.notEqual(fresh.accessToken, first.accessToken);
  });

  it("asks for interaction where consent is missing", async () => {
    const client = publicClient();
    const result = await client.acquireTokenInteractive({
      scopes: [imapScope],
      openBrowser: person("ada@contoso.test"),
    });
    const silent = client.acquireTokenSilent({ account: accountOf(result), scopes: [graphScope] });
    await assert.rejects(silent, (error: unknown) => {
      assert.ok(error instanceof InteractionRequiredAuthError);
      assert.equal(error.subError, "consent_required");
      assert.match(error.errorMessage, /AADSTS65001/);
      return true;
    });
  });

  it("signs in a personal account", async () => {
    const result = await publicClient().acquireTokenInteractive({
      scopes: [imapScope],
      openBrowser: person("vera@outlook.test"),
    });
    assert.equal(result.tenantId, ids.consumers);
    assert.match(result.accessToken, /^EwB/);
  });

  it("signs in by device code", async () => {
    const result = await publicClient().acquireTokenByDeviceCode({
      scopes: [imapScope],
      deviceCodeCallback: ({ verificationUri, userCode }) => {
        void typeCode(verificationUri, userCode, "continue");
      },
    });
    assert.equal(result?.account?.username, "grace@contoso.test");
  });

  it("hears when a device code is declined", async () => {
    const asked = publicClient().acquireTokenByDeviceCode({
      scopes: [imapScope],
      deviceCodeCallback: ({ verificationUri, userCode }) => {
        void typeCode(verificationUri, userCode, "decline");
      },
    });
    // MSAL's own code for any refused poll; the server's error is in the text.
    await assert.rejects(asked, /post_request_failed: authorization_declined/);
  });

  it("redeems a code with PKCE and a secret", async () => {
    const client = confidentialClient("msal web", {
      web: [webUri],
      secrets: [{ name: "one", endsInDays: 9 }],
    });
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const request = { scopes: [imapScope], redirectUri: webUri };
    const url = await client.getAuthCodeUrl({
      ...request,
      codeChallenge: challenge,
      codeChallengeMethod: "S256",
    });
    const browser = clientBrowser();
    const pages = await browser.walk(await browser.open(url), ["user-ada@contoso.test", "accept"]);
    const code = new URL(pages.url).searchParams.get("code") ?? "";
    const result = await client.acquireTokenByCode({ ...request, code, codeVerifier: verifier });
    assert.equal(result.account?.username, "ada@contoso.test");
  });

  it("gets an application's own token with the roles it was assigned", async () => {
    const client = confidentialClient("msal daemon", {
      exchangeRoles: ["IMAP.AccessAsApp"],
      secrets: [{ name: "one", endsInDays: 9 }],
    });
    await consentAsAdmin("msal daemon");
    const result = await client.acquireTokenByClientCredential({
      scopes: ["https://outlook.office365.com/.default"],
    });
    const { aud, roles, idtyp } = claimsOf(result?.accessToken);
    assert.deepEqual(
      { aud, roles, idtyp },
      { aud: "https://outlook.office365.com", roles: ["IMAP.AccessAsApp"], idtyp: "app" },
    );
  });

  it("hears of a wrong secret", async () => {
    const client = confidentialClient("msal wrong", { secrets: [] }, "wrong~secret");
    const asked = client.acquireTokenByClientCredential({
      scopes: ["https://outlook.office365.com/.default"],
    });
    await assert.rejects(asked, (error: unknown) => {
      assert.ok(error instanceof AuthError);
      assert.equal(error.errorCode, "invalid_client");
      assert.match(error.errorMessage, /AADSTS7000215/);
      return true;
    });
  });

  it("works on localhost when told to know it, and on the made-up cloud by instance discovery", async () => {
    const port = sandbox().hostMap["login.entra.localhost:443"]?.split(":")[1] ?? "";
    for (const [host, known] of [
      [`localhost:${port}`, [`localhost:${port}`]],
      [`login.entra.localhost:${port}`, []],
    ] as const) {
      const client = publicClient(`https://${host}/common`, [...known]);
      const result = await client.acquireTokenInteractive({
        scopes: [imapScope],
        openBrowser: person("ada@contoso.test"),
      });
      assert.equal(result.tenantId, ids.contoso);
    }
  });

  function confidentialClient(
    displayName: string,
    plan: Parameters<typeof register>[1],
    clientSecret = seededSecretOf(displayName, "one"),
  ): ConfidentialClientApplication {
    const { appId: clientId } = register(sandbox().world, {
      displayName,
      signInAudience: "AzureADMyOrg",
      web: [webUri],
      ...plan,
    });
    const authority = `${login}/${ids.contoso}`;
    return new ConfidentialClientApplication({ auth: { clientId, authority, clientSecret } });
  }

  async function consentAsAdmin(displayName: string): Promise<void> {
    const app = [...sandbox().world.applications.values()].find(
      ({ resource }) => resource.displayName === displayName,
    );
    const query = new URLSearchParams({
      client_id: app?.resource.appId ?? "",
      scope: "https://outlook.office365.com/.default",
      redirect_uri: webUri,
      state: "s",
    });
    const browser = clientBrowser();
    const first = await browser.open(
      `${login}/${ids.contoso}/v2.0/adminconsent?${query.toString()}`,
    );
    const last = await browser.walk(first, ["user-ada@contoso.test", "accept"]);
    assert.equal(new URL(last.url).searchParams.get("admin_consent"), "True");
  }
});

async function typeCode(address: string, otc: string, decision: string): Promise<void> {
  const browser = clientBrowser();
  const accounts = await browser.press(await browser.open(address), "next", { otc });
  const consent = await browser.press(accounts, "user-grace@contoso.test");
  const question = await browser.press(consent, "accept");
  await browser.press(question, decision);
}

function accountOf(result: AuthenticationResult) {
  assert.ok(result.account);
  return result.account;
}
