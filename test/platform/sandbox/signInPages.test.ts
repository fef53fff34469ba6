import assert from "node:assert/strict";
import { ids } from "../../sandbox/seed/stableIds";
import { hiddenFields, text } from "./formBrowser";
import {
  authorizeUrl,
  claimsOf,
  clientBrowser,
  imapScope,
  login,
  register,
  signIn,
  useSandbox,
  walkSignIn,
} from "./identityLab";

const ada = "user-ada@contoso.test";
const desktop = { publicClient: ["http://localhost"] };

function codeOf(address: string): string | null {
  return new URL(address).searchParams.get("code");
}

describe("sandbox identity: sign-in pages", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();

  const url = (overrides: Readonly<Record<string, string>> = {}, tenant = "common") =>
    authorizeUrl(tenant, { client_id: register(sandbox().world, desktop).appId, ...overrides });

  it("lists the users with their passwords, and the requested permissions in words", async () => {
    const browser = clientBrowser();
    const accounts = await browser.open(url());
    assert.match(text(accounts), /Ada Lovelace ada@contoso\.test · password \S+/);
    const consent = await browser.press(accounts, ada);
    assert.match(text(consent), /Permissions requested/);
    assert.match(text(consent), /Read and write access to mailboxes via IMAP/i);
    assert.match(text(consent), /Maintain access to data you have given it access to/);
  });

  it("takes a typed account, and says when it does not exist", async () => {
    const browser = clientBrowser();
    const accounts = await browser.open(url());
    const again = await browser.press(accounts, "next", { account: "nobody@contoso.test" });
    assert.match(text(again), /AADSTS50034/);
    const consent = await browser.press(again, "next", { account: "Grace@Contoso.test" });
    assert.match(text(consent), /grace@contoso\.test/);
  });

  it("answers by query, fragment and form_post, each with the state", async () => {
    const state = "a state & more";
    const query = await walkSignIn(url({ state }), [ada, "accept"]);
    assert.equal(query.callback.get("state"), state);
    assert.match(query.page.url, /^http:\/\/localhost:5000\/\?code=1\.A/);

    const fragment = await walkSignIn(url({ state, response_mode: "fragment" }), [ada, "accept"]);
    const inHash = new URLSearchParams(new URL(fragment.page.url).hash.slice(1));
    assert.equal(inHash.get("state"), state);

    const posted = await walkSignIn(url({ state, response_mode: "form_post", client_info: "1" }), [
      ada,
      "accept",
    ]);
    const fields = hiddenFields(posted.page);
    assert.equal(fields["state"], state);
    assert.ok((fields["code"]?.length ?? 0) > 600);
    const info = JSON.parse(Buffer.from(fields["client_info"] ?? "", "base64url").toString()) as {
      utid: string;
    };
    assert.equal(info.utid, ids.contoso);
  });

  it("gives VS Code's sibling parameters back as part of the state", async () => {
    // As VS Code sends it: its callback URL appended without encoding.
    const state = "http%3A%2F%2F127.0.0.1%3A8000%2Fcallback%3Fid%3D1&vscode-scheme=code-oss";
    const { callback } = await walkSignIn(`${url({ state: "" })}&state=${state}`, [ada, "accept"]);
    assert.equal(
      callback.get("state"),
      "http://127.0.0.1:8000/callback?id=1&vscode-scheme=code-oss",
    );
  });

  it("remembers the browser's session as prompt allows", async () => {
    const browser = clientBrowser();
    const clientId = register(sandbox().world, desktop).appId;
    const ask = (overrides: Readonly<Record<string, string>>) =>
      browser.open(authorizeUrl("common", { client_id: clientId, ...overrides }));
    await browser.walk(await ask({}), [ada, "accept"]);
    assert.ok(codeOf((await ask({})).url), "single sign-on");
    assert.ok(codeOf((await ask({ prompt: "none" })).url), "silent");
    assert.ok(codeOf((await ask({ login_hint: "ada@contoso.test" })).url), "by hint");
    for (const prompt of ["login", "select_account"]) {
      assert.match(text(await ask({ prompt })), /Pick an account/);
    }
    assert.match(text(await ask({ login_hint: "grace@contoso.test" })), /Pick an account/);
    assert.match(text(await ask({ prompt: "consent" })), /Permissions requested/);
    const unconsented = await ask({ prompt: "none", scope: "Mail.Read" });
    assert.equal(new URL(unconsented.url).searchParams.get("error"), "consent_required");
    await browser.open(`${login}/common/oauth2/v2.0/logout`);
    const signedOut = await ask({ prompt: "none" });
    assert.equal(new URL(signedOut.url).searchParams.get("error"), "login_required");
  });

  it("shows a member that an admin is needed, and lets an admin consent for all", async () => {
    const { world } = sandbox();
    const { appId } = register(world, desktop);
    const ask = authorizeUrl("common", { client_id: appId, scope: "Application.ReadWrite.All" });
    const grace = await walkSignIn(ask, ["user-grace@contoso.test"]);
    assert.match(text(grace.page), /Need admin approval.*AADSTS90094/);
    const browser = clientBrowser();
    const consent = await browser.press(await browser.open(ask), ada);
    await browser.press(consent, "accept", { forAll: "yes" });
    const member = await walkSignIn(ask, ["user-grace@contoso.test"]);
    assert.ok(member.callback.get("code"));
  });

  it("lets only an administrator use the admin consent page", async () => {
    const web = "https://app.contoso.test/callback";
    const { appId } = register(sandbox().world, { web: [web], delegated: ["Mail.Read"] });
    const query = new URLSearchParams({
      client_id: appId,
      scope: "https://graph.microsoft.com/.default",
      redirect_uri: web,
      state: "s",
    });
    const address = (tenant: string) => `${login}/${tenant}/v2.0/adminconsent?${query.toString()}`;
    const member = await walkSignIn(address("organizations"), [
      "user-grace@contoso.test",
      "return",
    ]);
    assert.equal(member.callback.get("admin_consent"), "True");
    assert.equal(member.callback.get("error"), "access_denied");
    const admin = await walkSignIn(address("organizations"), [ada, "accept"]);
    assert.equal(admin.callback.get("error"), null);
    assert.equal(admin.callback.get("tenant"), ids.contoso);
    const { callback } = await walkSignIn(
      authorizeUrl("common", { client_id: appId, redirect_uri: web, scope: "Mail.Read" }),
      ["user-grace@contoso.test"],
    );
    assert.ok(callback.get("code"), "nothing left to consent to");
    assert.match(text((await walkSignIn(address("common"), [])).page), /AADSTS50059/);
  });

  it("refuses a device code that nobody was given", async () => {
    const browser = clientBrowser();
    const page = await browser.open(`${login}/common/oauth2/deviceauth`);
    const again = await browser.press(page, "next", { otc: "AAAAAAAAA" });
    assert.match(text(again), /didn't work/);
  });

  it("puts every permission granted so far into the token", async () => {
    const { appId } = register(sandbox().world, desktop);
    await signIn(appId);
    const { body } = await signIn(appId, { scope: "https://outlook.office.com/SMTP.Send openid" });
    assert.equal(claimsOf(body.access_token)["scp"], "IMAP.AccessAsUser.All SMTP.Send");
    assert.match(body.scope ?? "", new RegExp(imapScope));
    assert.equal(body.refresh_token, undefined, "offline_access was not asked for");
  });
});
