import assert from "node:assert/strict";
import { clouds } from "../../src/core/cloud";
import { graphCommandLineTools } from "../../src/core/management/signInMethod";
import { managementAccountKey, secretKeyPrefixes } from "../../src/core/secretKeys";
import { MsalTokens } from "../../src/platform/node/msalTokens";
import { systemClock } from "../../src/platform/node/systemClock";
import { credentialsIn } from "../../src/platform/vscode/storedCredentials";
import { noInteraction } from "../support/fakes/fakeSignIn";
import { MemoryLog, MemorySecrets } from "./support/fakes";
import { ada, FakeIdentity, homeAccountId } from "./support/fakeIdentity";

const client = {
  cloud: clouds.global,
  clientId: graphCommandLineTools.clientId,
  authorityTenant: "organizations",
};
const scopes = ["https://graph.microsoft.com/Application.ReadWrite.All"];
const never = new AbortController().signal;

describe("tokens of a sign-in for managing registrations", () => {
  it("lie apart from those of the mailboxes, serve the next window, and go when they are removed", async () => {
    const identity = new FakeIdentity();
    const secrets = new MemorySecrets();
    const log = new MemoryLog();
    const open = (): MsalTokens =>
      new MsalTokens({
        secrets,
        log,
        clock: systemClock,
        fetch: identity.fetch,
        cacheKey: managementAccountKey,
      });
    let code = "";
    await open().signIn(
      { client, scopes, loginHint: undefined, flow: "deviceCode" },
      {
        ...noInteraction,
        openBrowser: () => Promise.resolve(false),
        showDeviceCode: (shown) => void (code = shown.userCode),
      },
      never,
    );
    assert.equal(code, "ABCD-EFGH");
    const key = managementAccountKey({
      clientId: client.clientId,
      homeAccountId: homeAccountId(ada),
    });
    assert.deepEqual([...secrets.entries.keys()], [key]);
    assert.ok(key.startsWith(secretKeyPrefixes.managementCache));

    const next = open();
    const request = { client, scopes, homeAccountId: homeAccountId(ada), forceRefresh: true };
    const { accessToken } = await next.silent(request, never);
    assert.match(accessToken, /^access-canary-\d+$/);

    const hidden = credentialsIn(key, secrets.entries.get(key) ?? "");
    assert.ok(hidden.some((one) => one.startsWith("refresh-canary")));
    assert.ok(!log.lines.some((line) => line.includes("canary")));

    await next.remove({ clientId: client.clientId, homeAccountId: homeAccountId(ada) });
    assert.deepEqual([...secrets.entries.keys()], []);
    await assert.rejects(open().silent(request, never), { code: "oauth.interactionRequired" });
  });
});
