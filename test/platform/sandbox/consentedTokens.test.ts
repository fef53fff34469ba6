import assert from "node:assert/strict";
import { PublicClientApplication } from "@azure/msal-node";
import { findServicePrincipal } from "../../sandbox/lookup";
import { exchangeOnline, graph } from "../../sandbox/resources";
import { seededSecretOf } from "../../sandbox/seed/applications";
import { ids } from "../../sandbox/seed/stableIds";
import { person } from "./browsers";
import { text } from "./formBrowser";
import {
  authorizeUrl,
  claimsOf,
  clientBrowser,
  codeFields,
  login,
  postToken,
  register,
  signIn,
  useSandbox,
  walkSignIn,
} from "./identityLab";

const root = "https://graph.microsoft.com/v1.0";
const imap = "IMAP.AccessAsUser.All";
const imapAsApp = "5e5addcd-3e8d-4e90-baf5-964efab2b20a";
const offline = "openid profile offline_access";

/** What is granted through Graph, seen where it counts: at the token endpoint. */
describe("sandbox: consent through Graph and the tokens it gives", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();
  let token = "";

  before(async () => {
    sandbox().world.settings.replicationDelayMs = 0;
    const { body } = await signIn(ids.managementClient, {
      tenant: ids.contoso,
      user: "katherine@contoso.test",
      scope: `https://graph.microsoft.com/.default ${offline}`,
    });
    token = body.access_token ?? "";
  });

  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(root + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${answer}`);
    return (answer === "" ? {} : JSON.parse(answer)) as T;
  }

  const principal = async (appId: string): Promise<string> =>
    findServicePrincipal(sandbox().world, ids.contoso, appId)?.id ??
    (await ask<{ id: string }>("POST", "/servicePrincipals", { appId })).id;

  it("signs everybody in without a question after a grant, and asks again after it is taken back", async () => {
    const { appId } = register(sandbox().world, { publicClient: ["http://localhost"] });
    const granted = await ask<{ id: string }>("POST", "/oauth2PermissionGrants", {
      clientId: await principal(appId),
      resourceId: await principal(exchangeOnline.appId),
      consentType: "AllPrincipals",
      scope: imap,
    });
    const url = () => authorizeUrl("common", { client_id: appId });
    const grace = "user-grace@contoso.test";
    assert.ok((await walkSignIn(url(), [grace])).callback.get("code"), "no consent page");
    const { body } = await signIn(appId, { user: "grace@contoso.test" });
    const refresh = () =>
      postToken("common", {
        grant_type: "refresh_token",
        client_id: appId,
        refresh_token: body.refresh_token ?? "",
        scope: `https://outlook.office.com/${imap}`,
      });
    assert.equal((await refresh()).status, 200);
    await ask("PATCH", `/oauth2PermissionGrants/${granted.id}`, { scope: "SMTP.Send" });
    assert.deepEqual((await refresh()).body["error_codes"], [65001]);
    await ask("DELETE", `/oauth2PermissionGrants/${granted.id}`);
    assert.match(text((await walkSignIn(url(), [grace])).page), /Permissions requested/);
  });

  it("puts application permissions into the client's own tokens, for Exchange and for Graph", async () => {
    const { appId } = register(sandbox().world, {
      displayName: "own tokens",
      signInAudience: "AzureADMyOrg",
      secrets: [{ name: "one", endsInDays: 9 }],
    });
    const own = async (scope: string): Promise<unknown> => {
      const { body } = await postToken(ids.contoso, {
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: seededSecretOf("own tokens", "one"),
        scope,
      });
      return body.access_token === undefined
        ? body["error_codes"]
        : claimsOf(body.access_token)["roles"];
    };
    const exchange = "https://outlook.office365.com/.default";
    assert.deepEqual(await own(exchange), [7000229]);
    const principalId = await principal(appId);
    assert.equal(await own(exchange), undefined);
    for (const [api, appRoleId] of [
      [exchangeOnline, imapAsApp],
      [graph, "810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
    ] as const) {
      const resourceId = await principal(api.appId);
      await ask("POST", `/servicePrincipals/${principalId}/appRoleAssignments`, {
        principalId,
        resourceId,
        appRoleId,
      });
    }
    assert.deepEqual(await own(exchange), ["IMAP.AccessAsApp"]);
    assert.deepEqual(await own("https://graph.microsoft.com/.default"), ["Mail.Read"]);
    const held = await ask<{ value: { id: string; appRoleId: string }[] }>(
      "GET",
      `/servicePrincipals/${principalId}/appRoleAssignments`,
    );
    const first = held.value.find(({ appRoleId }) => appRoleId === imapAsApp);
    await ask("DELETE", `/servicePrincipals/${principalId}/appRoleAssignments/${first?.id}`);
    assert.equal(await own(exchange), undefined);
  });

  it("proves a new secret once it is known everywhere, and refuses a removed one at once", async () => {
    const { settings } = sandbox().world;
    const { id, appId } = register(sandbox().world, { signInAudience: "AzureADMyOrg" });
    await principal(appId);
    settings.secretPropagationMs = 300;
    const added = await ask<{ keyId: string; secretText: string }>(
      "POST",
      `/applications/${id}/addPassword`,
      { passwordCredential: { displayName: "rotated" } },
    );
    settings.secretPropagationMs = 0;
    const prove = async () =>
      (
        await postToken(ids.contoso, {
          grant_type: "client_credentials",
          client_id: appId,
          client_secret: added.secretText,
          scope: "https://graph.microsoft.com/.default",
        })
      ).body["error_codes"];
    assert.deepEqual(await prove(), [7000215]);
    await new Promise((resolve) => setTimeout(resolve, 320));
    assert.equal(await prove(), undefined);
    await ask("POST", `/applications/${id}/removePassword`, { keyId: added.keyId });
    assert.deepEqual(await prove(), [7000215]);
  });

  it("lets only a Global Administrator consent to application permissions of Graph", async () => {
    const web = "https://app.contoso.test/callback";
    const resource = register(sandbox().world, { web: [web] });
    resource.requiredResourceAccess = [
      {
        resourceAppId: graph.appId,
        resourceAccess: [{ id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", type: "Role" }],
      },
    ];
    const query = new URLSearchParams({
      client_id: resource.appId,
      scope: "https://graph.microsoft.com/.default",
      redirect_uri: web,
    });
    const url = `${login}/${ids.contoso}/v2.0/adminconsent?${query.toString()}`;
    const ada = await walkSignIn(url, ["user-ada@contoso.test"]);
    assert.match(text(ada.page), /Need admin approval/);
    const katherine = await walkSignIn(url, ["user-katherine@contoso.test", "accept"]);
    assert.equal(katherine.callback.get("error"), null);
  });

  it("signs in with Microsoft Graph Command Line Tools: ordinary consent, by an administrator", async () => {
    const scope = "https://graph.microsoft.com/Application.ReadWrite.All";
    const address = authorizeUrl("organizations", {
      client_id: ids.graphCommandLineTools,
      scope: `${scope} ${offline}`,
    });
    const member = await walkSignIn(address, ["user-grace@contoso.test"]);
    assert.match(text(member.page), /Need admin approval/);
    const client = new PublicClientApplication({
      auth: {
        clientId: ids.graphCommandLineTools,
        authority: `${login}/organizations`,
      },
    });
    const result = await client.acquireTokenInteractive({
      scopes: [scope],
      openBrowser: person("ada@contoso.test"),
    });
    const scopes = String(claimsOf(result.accessToken)["scp"]).split(" ");
    assert.ok(scopes.includes("Application.ReadWrite.All"));
    assert.ok(!scopes.includes("AppRoleAssignment.ReadWrite.All"));
    const device = await client.acquireTokenByDeviceCode({
      scopes: [scope],
      deviceCodeCallback: ({ verificationUri, userCode }) => {
        void enterCode(verificationUri, userCode);
      },
    });
    assert.equal(device?.account?.username, "ada@contoso.test");
  });

  it("signs in through VS Code's provider with a management app that Graph has just made", async () => {
    const created = await ask<{ id: string; appId: string }>("POST", "/applications", {
      displayName: "Entra Mail management of Katherine",
      signInAudience: "AzureADMyOrg",
      isFallbackPublicClient: true,
      publicClient: { redirectUris: ["http://localhost"] },
      requiredResourceAccess: [
        {
          resourceAppId: graph.appId,
          resourceAccess: [{ id: "bdfbf15f-ee85-4955-8675-146e8e5296b5", type: "Scope" }],
        },
      ],
    });
    const redirectUris = [
      "http://localhost",
      "https://vscode.dev/redirect",
      `ms-appx-web://Microsoft.AAD.BrokerPlugin/${created.appId}`,
      "msauth.com.msauth.unsignedapp://auth",
    ];
    await ask("PATCH", `/applications/${created.id}`, { publicClient: { redirectUris } });
    const options = {
      tenant: ids.contoso,
      scope: `https://graph.microsoft.com/Application.ReadWrite.All ${offline}`,
    };
    for (const redirect of redirectUris) {
      const fields = await codeFields(created.appId, { ...options, redirect });
      const { status, body } = await postToken(ids.contoso, fields);
      assert.equal(status, 200, `${redirect}: ${String(body["error_description"])}`);
    }
  });
});

async function enterCode(address: string, otc: string): Promise<void> {
  const browser = clientBrowser();
  const accounts = await browser.press(await browser.open(address), "next", { otc });
  const question = await browser.press(accounts, "user-ada@contoso.test");
  await browser.press(question, "continue");
}
