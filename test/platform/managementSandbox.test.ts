import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { clouds } from "../../src/core/cloud";
import { graphCommandLineTools } from "../../src/core/management/signInMethod";
import { readTokenInfo } from "../../src/core/oauth/tokenInfo";
import { AzureCli } from "../../src/platform/node/azureCli";
import { ManagementTokens } from "../../src/platform/node/managementTokens";
import { MsalTokens } from "../../src/platform/node/msalTokens";
import { systemClock } from "../../src/platform/node/systemClock";
import { writeAzProgram } from "../sandbox/az/azProgram";
import { ids } from "../sandbox/seed/stableIds";
import { FormBrowser } from "./sandbox/formBrowser";
import { signIn, useSandbox } from "./sandbox/identityLab";
import { noInteraction } from "../support/fakes/fakeSignIn";
import { failureOf, MemoryLog, MemorySecrets } from "./support/fakes";

const never = new AbortController().signal;
const editorClient = "aebc6443-996d-45c2-90f0-388ff96faa56";
const manage = "https://graph.microsoft.com/Application.ReadWrite.All";

describe("signing in to manage in the sandbox", function () {
  this.timeout(30_000);
  const sandbox = useSandbox();
  let folder = "";
  let wire: ManagementTokens;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "entra-mail-az-"));
    const program = await writeAzProgram(folder, sandbox().adminUrl);
    const env = { ...process.env, PATH: [program, process.env["PATH"]].join(delimiter) };
    const cli = new AzureCli({ platform: process.platform, env });
    wire = new ManagementTokens({ clock: systemClock, cli });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const beSignedIn = (user: string): void => {
    sandbox().world.settings.azureCliUser = user;
  };

  it("the Azure CLI is signed out", async () => {
    beSignedIn("");
    const { facts } = await failureOf(wire.cliToken(clouds.global, ids.contoso, never));
    assert.equal(facts["problem"], "cliSignedOut");
    assert.equal(facts["tenant"], ids.contoso);
  });

  it("the Azure CLI gives a token that may manage registrations", async () => {
    beSignedIn("ada@contoso.test");
    const { accessToken, expiresAt } = await wire.cliToken(clouds.global, ids.contoso, never);
    const { scopes, tenantId, username, directoryRoles } = readTokenInfo(accessToken);
    assert.ok(scopes.includes("Application.ReadWrite.All"));
    assert.deepEqual([tenantId, username], [ids.contoso, "ada@contoso.test"]);
    assert.ok(Array.isArray(directoryRoles));
    assert.ok(Date.parse(expiresAt ?? "") > Date.now());
    const found = await wire.cliDirectories(clouds.global, never);
    assert.ok(found.some((one) => one.tenantId === ids.contoso && one.displayName !== undefined));
  });

  it("the Azure CLI has no token for a directory that does not exist", async () => {
    beSignedIn("ada@contoso.test");
    const { code, facts } = await failureOf(wire.cliToken(clouds.global, "nobody.test", never));
    assert.deepEqual([code, facts["aadsts"]], ["oauth.refused", "90002"]);
  });

  it("Azure lists the directories of a person with VS Code's own client", async () => {
    const { body } = await signIn(editorClient, {
      tenant: "organizations",
      user: "katherine@contoso.test",
      redirect: "http://localhost",
      scope: "https://management.azure.com/.default openid profile offline_access",
    });
    const host = "management.azure.com";
    const found = await wire.azureDirectories(host, body.access_token ?? "", never);
    assert.deepEqual(
      found.map(({ tenantId }) => tenantId).sort(),
      [ids.contoso, ids.fabrikam].sort(),
    );
    assert.equal(
      (await failureOf(wire.azureDirectories(host, "x.y.z", never))).code,
      "oauth.refused",
    );
  });

  it("a domain leads to its directory, and an unknown one to AADSTS90002", async () => {
    assert.equal(await wire.tenantId(clouds.global, ids.contoso, never), ids.contoso);
    const { code, facts } = await failureOf(wire.tenantId(clouds.global, "nobody.test", never));
    assert.deepEqual([code, facts["aadsts"]], ["oauth.refused", "90002"]);
  });

  it("the browser signs an administrator in with the client ID of Microsoft's", async () => {
    const tokens = new MsalTokens({
      secrets: new MemorySecrets(),
      log: new MemoryLog(),
      clock: systemClock,
    });
    const grant = await tokens.signIn(
      {
        client: {
          cloud: clouds.global,
          clientId: graphCommandLineTools.clientId,
          authorityTenant: ids.contoso,
        },
        scopes: [manage],
        loginHint: undefined,
        flow: "loopback",
      },
      {
        ...noInteraction,
        openBrowser: async (url) => {
          const browser = new FormBrowser();
          const chosen = await browser.press(
            await browser.open(url),
            "user-katherine@contoso.test",
          );
          const asks = chosen.html.includes('data-testid="accept"');
          await browser.sendHiddenForm(asks ? await browser.press(chosen, "accept") : chosen);
          return true;
        },
        showDeviceCode: () => undefined,
      },
      never,
    );
    assert.ok(readTokenInfo(grant.accessToken).scopes.includes("Application.ReadWrite.All"));
    assert.equal(grant.account.username, "katherine@contoso.test");
  });
});
