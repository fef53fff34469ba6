import assert from "node:assert/strict";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { userId } from "../../sandbox/seed/people";
import { ids } from "../../sandbox/seed/stableIds";
import {
  claimsOf,
  codeFields,
  imapScope,
  login,
  postToken,
  register,
  signIn,
  useSandbox,
} from "./identityLab";

const publicApp = { publicClient: ["http://localhost"] };
const openId = "openid profile offline_access";

describe("sandbox identity: tokens", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();

  it("gives a work account tokens of the live service's kind and size", async () => {
    const { appId } = register(sandbox().world, publicApp);
    const { status, body } = await signIn(appId, { extra: { nonce: "n-1" } });
    assert.equal(status, 200);
    assert.equal(body.scope, imapScope);
    const { aud, scp, appid, tid, upn } = claimsOf(body.access_token);
    assert.deepEqual(
      { aud, scp, appid, tid, upn },
      {
        aud: "https://outlook.office.com",
        scp: "IMAP.AccessAsUser.All",
        appid: appId,
        tid: ids.contoso,
        upn: "ada@contoso.test",
      },
    );
    const size = body.access_token?.length ?? 0;
    assert.ok(size > 1_800 && size < 2_800, `access token of ${size} characters`);
    assert.ok((body.refresh_token?.length ?? 0) > 1_000);
    assert.equal(claimsOf(body.id_token)["nonce"], "n-1");
  });

  it("signs by the published key", async () => {
    const { appId } = register(sandbox().world, publicApp);
    const { body } = await signIn(appId);
    const keys = await fetch(`${login}/common/discovery/v2.0/keys`);
    const keySet = createLocalJWKSet((await keys.json()) as JSONWebKeySet);
    const verified = await jwtVerify(body.id_token ?? "", keySet, {
      issuer: `${login}/${ids.contoso}/v2.0`,
      audience: appId,
    });
    assert.equal(verified.payload["preferred_username"], "ada@contoso.test");
  });

  it("gives a personal account an opaque token that introspection knows", async () => {
    const { appId } = register(sandbox().world, publicApp);
    const { body } = await signIn(appId, { user: "vera@outlook.test" });
    assert.match(body.access_token ?? "", /^EwB/);
    assert.match(body.refresh_token ?? "", /^M\.C5/);
    const known = await introspect(body.access_token);
    assert.deepEqual(known, {
      active: true,
      client_id: appId,
      tid: ids.consumers,
      sub: userId("vera@outlook.test"),
      username: "vera@outlook.test",
    });
  });

  it("names Graph by its id for bare scopes, and such a token does not open IMAP", async () => {
    const { appId } = register(sandbox().world, publicApp);
    const { body } = await signIn(appId, { scope: `IMAP.AccessAsUser.All ${openId}` });
    assert.equal(claimsOf(body.access_token)["aud"], "00000003-0000-0000-c000-000000000000");
    assert.deepEqual(await introspect(body.access_token), { active: false });
  });

  it("covers several APIs by one sign-in, one per token, with the same refresh token", async () => {
    const { appId } = register(sandbox().world, publicApp);
    const scope = `${imapScope} https://graph.microsoft.com/User.Read ${openId}`;
    const fields = await codeFields(appId, { scope });
    const first = await postToken("common", { ...fields, scope: `${imapScope} ${openId}` });
    const refresh = (asked: string) =>
      postToken("common", {
        grant_type: "refresh_token",
        client_id: appId,
        refresh_token: first.body.refresh_token ?? "",
        scope: asked,
      });
    const graph = await refresh(`https://graph.microsoft.com/User.Read ${openId}`);
    assert.equal(claimsOf(graph.body.access_token)["aud"], "https://graph.microsoft.com");
    assert.notEqual(graph.body.refresh_token, first.body.refresh_token);
    const again = await refresh(imapScope);
    assert.equal(claimsOf(again.body.access_token)["aud"], "https://outlook.office.com");
  });

  it("writes what was consented to into the directory, and asks only once", async () => {
    const { world } = sandbox();
    const { appId } = register(world, publicApp);
    await signIn(appId);
    const principal = [...world.servicePrincipals.values()].find(
      (candidate) => candidate.appId === appId && candidate.tenantId === ids.contoso,
    );
    const grants = [...world.grants.values()].filter(({ clientId }) => clientId === principal?.id);
    assert.deepEqual(grants.map(({ scope }) => scope).sort(), [
      "IMAP.AccessAsUser.All",
      "openid profile offline_access",
    ]);
    assert.equal((await signIn(appId)).status, 200);
    const after = [...world.grants.values()].filter(({ clientId }) => clientId === principal?.id);
    assert.equal(after.length, 2);
  });

  it("gives VS Code's client what it is pre-authorised for", async () => {
    const { body } = await signIn(ids.visualStudioCode, {
      tenant: "organizations",
      scope: `https://graph.microsoft.com/.default ${openId}`,
    });
    const { scp } = claimsOf(body.access_token);
    assert.equal(scp, "Application.Read.All User.Read email openid profile");
  });

  async function introspect(token: string | undefined): Promise<unknown> {
    const response = await fetch(`${sandbox().introspectUrl}/imap`, {
      method: "POST",
      body: new URLSearchParams({ token: token ?? "" }),
    });
    return response.json();
  }
});
