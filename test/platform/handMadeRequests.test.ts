import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { clouds } from "../../src/core/cloud";
import {
  handMadeAuthorizeUrl,
  type HandMadeGrant,
  type HandMadeSignIn,
  handMadeTokenCurl,
  placeholders,
} from "../../src/core/oauth/handMadeRequests";
import { readTokenInfo } from "../../src/core/oauth/tokenInfo";
import { seededSecretOf } from "../sandbox/seed/applications";
import { ids } from "../sandbox/seed/stableIds";
import { clientBrowser, imapScope, pkce, register, useSandbox } from "./sandbox/identityLab";

const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const run = promisify(execFile);

/** Opens the address, signs in, agrees, and reads the code from where the browser ends. */
async function codeOf(url: string): Promise<string> {
  const browser = clientBrowser((at) => at.pathname === "/common/oauth2/nativeclient");
  const picked = await browser.press(await browser.open(url), "user-ada@contoso.test");
  const asked = picked.html.includes('data-testid="accept"');
  const last = asked ? await browser.press(picked, "accept") : picked;
  const code = new URL(last.url).searchParams.get("code");
  assert.ok(code, last.html);
  return code;
}

describe("requests by hand, run by a shell against the sandbox", function () {
  this.timeout(30_000);
  const sandbox = useSandbox();
  let folder = "";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "hand-made-"));
    const host = "login.microsoftonline.com";
    const lines = [
      `connect-to = "${host}:443:${sandbox().hostMap[`${host}:443`] ?? ""}"`,
      `cacert = "${sandbox().caFile}"`,
      'noproxy = "*"',
      "silent",
      "show-error",
    ];
    await writeFile(join(folder, ".curlrc"), lines.join("\n"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** What a person does: values in place of the words in capitals, and Enter. */
  async function shell(
    grant: HandMadeGrant,
    values: Readonly<Record<string, string>>,
    secret?: string,
  ): Promise<Readonly<Record<string, string>>> {
    let text = handMadeTokenCurl(grant, secret);
    for (const [word, value] of Object.entries(values)) text = text.replace(word, value);
    const env = { ...process.env, CURL_HOME: folder };
    // The line holds a secret, so what the shell says of it stays here
    const { stdout } = await run("sh", ["-c", text], { env }).catch((error: unknown) => {
      throw new Error(`curl: ${(error as { readonly stderr?: string }).stderr}`);
    });
    return JSON.parse(stdout) as Record<string, string>;
  }

  const signInOf = (tenant: string, confidential: boolean, displayName: string): HandMadeSignIn => {
    const secrets = [{ name: "s", endsInDays: 100 }];
    const { appId } = register(
      sandbox().world,
      confidential
        ? { displayName, web: [nativeClient], secrets }
        : { displayName, publicClient: [nativeClient] },
    );
    const scopes = [imapScope, "offline_access"];
    const { global: cloud } = clouds;
    return { cloud, tenant, clientId: appId, confidential, redirectUri: nativeClient, scopes };
  };

  for (const tenant of ["common", ids.contoso]) {
    it(`follow the guide of AEM at ${tenant}: code, refresh token, new access token`, async () => {
      const name = `aem at ${tenant}`;
      const signIn = signInOf(tenant, true, name);
      const secret = seededSecretOf(name, "s");
      const code = await codeOf(handMadeAuthorizeUrl(signIn, { prompt: "login" }));
      const first = await shell({ kind: "code", signIn }, { [placeholders.code]: code }, secret);
      assert.equal(first["token_type"], "Bearer", JSON.stringify(first));
      assert.equal("id_token" in first, tenant !== "common");
      const second = await shell(
        { kind: "refreshToken", signIn },
        {
          [placeholders.refreshToken]: first["refresh_token"] ?? "",
          [placeholders.secret]: secret,
        },
      );
      const { audience } = readTokenInfo(second["access_token"] ?? "");
      assert.equal(audience, "https://outlook.office.com");
    });
  }

  it("work for a public client with the proof key of the address", async () => {
    const signIn = signInOf("common", false, "public by hand");
    const { verifier, challenge } = pkce();
    const code = await codeOf(handMadeAuthorizeUrl(signIn, { challenge }));
    const answer = await shell({ kind: "code", signIn, verifier }, { [placeholders.code]: code });
    assert.equal(answer["token_type"], "Bearer", JSON.stringify(answer));
  });

  it("ask as the app itself", async () => {
    const { world } = sandbox();
    const displayName = "daemon by hand";
    const { appId } = register(world, {
      displayName,
      signInAudience: "AzureADMyOrg",
      secrets: [{ name: "s", endsInDays: 100 }],
    });
    const id = "8d4b3a52-6a3f-4a5e-8a62-1f0d8a6c1f99";
    world.servicePrincipals.set(id, { id, tenantId: ids.contoso, appId });
    const { global: cloud } = clouds;
    const client = { cloud, tenant: ids.contoso, clientId: appId, confidential: true };
    const scope = "https://outlook.office365.com/.default";
    const answer = await shell(
      { kind: "app", client, scope },
      {},
      seededSecretOf(displayName, "s"),
    );
    assert.equal(answer["token_type"], "Bearer", JSON.stringify(answer));
  });

  it("tell what is wrong when a placeholder was left standing", async () => {
    const signIn = signInOf("common", true, "left standing");
    const answer = await shell({ kind: "code", signIn }, {});
    assert.match(answer["error_description"] ?? "", /AADSTS/);
  });
});
