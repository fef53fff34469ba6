import assert from "node:assert/strict";
import { PublicClientApplication } from "@azure/msal-node";
import { guests, userId } from "../../sandbox/seed/people";
import { ids } from "../../sandbox/seed/stableIds";
import { person } from "./browsers";
import {
  claimsOf,
  login,
  postToken,
  register,
  signIn,
  type TokenAnswer,
  useSandbox,
} from "./identityLab";

const arm = "https://management.azure.com/.default";
const openId = "openid profile offline_access";
const address = "https://management.azure.com/tenants?api-version=2022-12-01";

interface Answer {
  readonly value: readonly Readonly<Record<string, unknown>>[];
  readonly error: { readonly code: string };
}

async function ask(token: string | undefined, url = address) {
  const headers: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers });
  return { response, body: (await response.json()) as Answer };
}

/** What VS Code's own client gets for a person. */
async function tokenOf(user: string, scope = `${arm} ${openId}`): Promise<TokenAnswer["body"]> {
  return (await signIn(ids.visualStudioCode, { tenant: "organizations", user, scope })).body;
}

describe("sandbox: several directories", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();

  it("names every directory of a person to VS Code's own client, home first", async () => {
    const { access_token } = await tokenOf("katherine@contoso.test");
    assert.equal(claimsOf(access_token)["aud"], "https://management.azure.com");
    const { body } = await ask(access_token);
    assert.deepEqual(
      body.value.map(({ tenantId, displayName, defaultDomain, tenantCategory }) => [
        tenantId,
        displayName,
        defaultDomain,
        tenantCategory,
      ]),
      [
        [ids.contoso, "Contoso", "contoso.test", "Home"],
        [ids.fabrikam, "Fabrikam", "fabrikam.test", "ManagedBy"],
      ],
    );
    const ada = await ask((await tokenOf("ada@contoso.test")).access_token);
    assert.equal(ada.body.value.length, 1);
  });

  it("takes the resource under its older name, with the slash that belongs to it", async () => {
    const scope = `https://management.core.windows.net//.default ${openId}`;
    const { access_token } = await tokenOf("ada@contoso.test", scope);
    assert.equal((await ask(access_token)).response.status, 200);
  });

  const refusals: readonly (readonly [string, number, string, () => ReturnType<typeof ask>])[] = [
    ["no token", 401, "AuthenticationFailed", () => ask(undefined)],
    ["a made-up token", 401, "InvalidAuthenticationToken", () => ask("nonsense")],
    [
      "a token for Graph",
      401,
      "InvalidAuthenticationTokenAudience",
      async () => ask((await tokenOf("ada@contoso.test", `User.Read ${openId}`)).access_token),
    ],
    [
      "no version",
      400,
      "MissingApiVersionParameter",
      async () =>
        ask((await tokenOf("ada@contoso.test")).access_token, address.replace(/\?.*/, "")),
    ],
    [
      "a version that is none",
      400,
      "InvalidApiVersionParameter",
      async () =>
        ask((await tokenOf("ada@contoso.test")).access_token, address.replace("2022", "x")),
    ],
  ];
  for (const [what, status, code, act] of refusals) {
    it(`refuses ${what}: ${code}`, async () => {
      const { response, body } = await act();
      assert.deepEqual([response.status, body.error.code], [status, code]);
      assert.equal(response.headers.has("www-authenticate"), status === 401);
    });
  }

  it("signs a guest in to the other directory as who they are there", async () => {
    const { appId } = register(sandbox().world, {
      tenantId: ids.fabrikam,
      publicClient: ["http://localhost"],
      signInAudience: "AzureADMyOrg",
    });
    const client = new PublicClientApplication({
      auth: { clientId: appId, authority: `${login}/${ids.fabrikam}` },
    });
    const result = await client.acquireTokenInteractive({
      scopes: ["User.Read"],
      openBrowser: person("katherine@contoso.test"),
    });
    const { oid, tid } = claimsOf(result.accessToken);
    assert.deepEqual([oid, tid], [guests[0]?.id, ids.fabrikam]);
    // MSAL knows the account by the one at home: it is the same person in every directory.
    const home = `${userId("katherine@contoso.test")}.${ids.contoso}`;
    assert.equal(result.account?.homeAccountId, home);
  });

  it("gives a guest tokens for both directories by one refresh token, and others none", async () => {
    const scope = `https://graph.microsoft.com/.default ${openId}`;
    const refreshed = async (user: string) => {
      const { refresh_token } = await tokenOf(user, scope);
      const { body } = await postToken(ids.fabrikam, {
        grant_type: "refresh_token",
        client_id: ids.visualStudioCode,
        refresh_token: refresh_token ?? "",
        scope,
      });
      return body;
    };
    const guest = await refreshed("katherine@contoso.test");
    assert.equal(claimsOf(guest.access_token)["tid"], ids.fabrikam);
    assert.deepEqual((await refreshed("ada@contoso.test"))["error_codes"], [7000012]);
  });

  it("names the directory roles of a person in the token, per directory", async () => {
    const everyone = "b79fbf4d-3ef9-4689-8143-76b194e85509";
    const scope = `https://graph.microsoft.com/.default ${openId}`;
    const wids = async (user: string, tenant: string) => {
      const { body } = await signIn(ids.visualStudioCode, { tenant, user, scope });
      return claimsOf(body.access_token)["wids"];
    };
    const administrator = "62e90394-69f5-4237-9190-012177145e10";
    assert.deepEqual(await wids("katherine@contoso.test", ids.contoso), [administrator, everyone]);
    assert.deepEqual(await wids("katherine@contoso.test", ids.fabrikam), [everyone]);
    assert.deepEqual(await wids("ada@contoso.test", ids.contoso), [
      "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
      everyone,
    ]);
    assert.deepEqual(await wids("grace@contoso.test", ids.contoso), [everyone]);
  });
});
