import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { writeAzProgram } from "../../sandbox/az/azProgram";
import { guests } from "../../sandbox/seed/people";
import { ids } from "../../sandbox/seed/stableIds";
import { claimsOf, useSandbox } from "./identityLab";

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe("the sandbox's stand-in for the Azure CLI", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();
  let directory = "";
  let folder = "";

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sandbox az with a space "));
    folder = await writeAzProgram(directory, sandbox().adminUrl);
  });
  beforeEach(() => {
    sandbox().world.settings.azureCliUser = "katherine@contoso.test";
  });
  after(() => rm(directory, { recursive: true, force: true }));

  /** Found on PATH, as a person's program is. */
  function az(...args: string[]): Promise<Run> {
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
    const windows = process.platform === "win32";
    const [file, all] = windows ? ["cmd.exe", ["/d", "/s", "/c", "az", ...args]] : ["az", args];
    return new Promise((resolve) => {
      execFile(file, all, { env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });
  }

  const token = (...args: string[]) =>
    az("account", "get-access-token", "--resource-type", "ms-graph", "--output", "json", ...args);

  it("gives a token of the Azure CLI's client that Graph takes", async () => {
    const { code, stdout } = await token("--tenant", ids.contoso);
    const answer = JSON.parse(stdout) as Record<string, string>;
    const { appid, aud, scp } = claimsOf(answer["accessToken"]);
    assert.deepEqual([code, appid, aud], [0, ids.azureCli, "https://graph.microsoft.com"]);
    for (const scope of [
      "Application.ReadWrite.All",
      "AppRoleAssignment.ReadWrite.All",
      "DelegatedPermissionGrant.ReadWrite.All",
      "Directory.AccessAsUser.All",
    ]) {
      assert.ok(String(scp).split(" ").includes(scope), scope);
    }
    assert.deepEqual(Object.keys(answer), [
      "accessToken",
      "expiresOn",
      "expires_on",
      "tenant",
      "tokenType",
    ]);
    assert.match(answer["expiresOn"] ?? "", /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
    assert.ok(
      Math.abs(Date.parse(answer["expiresOn"] ?? "") / 1000 - Number(answer["expires_on"])) < 2,
    );
    const headers = { authorization: `Bearer ${answer["accessToken"]}` };
    const created = await fetch("https://graph.microsoft.com/v1.0/applications", {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ displayName: "by az", signInAudience: "AzureADMyOrg" }),
    });
    assert.equal(created.status, 201);
    assert.ok(
      sandbox()
        .issued.of("access_token")
        .includes(answer["accessToken"] ?? ""),
    );
  });

  it("gives one for another directory, and the roles there", async () => {
    const { stdout } = await token("--tenant", "fabrikam.test");
    const answer = JSON.parse(stdout) as Record<string, string>;
    const { oid, tid } = claimsOf(answer["accessToken"]);
    assert.deepEqual([oid, tid, answer["tenant"]], [guests[0]?.id, ids.fabrikam, ids.fabrikam]);
  });

  it("gives one for Azure itself when no resource is named", async () => {
    const { stdout } = await az("account", "get-access-token");
    const answer = JSON.parse(stdout) as Record<string, string>;
    assert.equal(claimsOf(answer["accessToken"])["aud"], "https://management.core.windows.net");
    assert.equal(answer["subscription"], ids.contoso);
  });

  it("lists the directories of the account, and says its version", async () => {
    const { stdout } = await az("account", "list", "--output", "json");
    const accounts = JSON.parse(stdout) as { tenantId: string; user: { name: string } }[];
    assert.deepEqual(
      accounts.map(({ tenantId, user }) => [tenantId, user.name]),
      [
        [ids.contoso, "katherine@contoso.test"],
        [ids.fabrikam, "katherine@contoso.test"],
      ],
    );
    const version = JSON.parse((await az("version")).stdout) as Record<string, string>;
    assert.match(version["azure-cli"] ?? "", /^2\./);
  });

  it("says how to sign in when nobody has", async () => {
    sandbox().world.settings.azureCliUser = "";
    assert.deepEqual(await token("--tenant", ids.contoso), {
      code: 1,
      stdout: "",
      stderr: "ERROR: Please run 'az login' to setup account.\n",
    });
    const list = await az("account", "list");
    assert.deepEqual([list.code, list.stdout.trim()], [0, "[]"]);
    assert.match(list.stderr, /Please run "az login" to access your accounts/);
  });

  it("says what to do about a directory the account is not in", async () => {
    sandbox().world.settings.azureCliUser = "ada@contoso.test";
    const { code, stderr } = await token("--tenant", ids.fabrikam);
    assert.equal(code, 1);
    assert.match(stderr, /^ERROR: AADSTS50020: /);
    assert.match(stderr, /Interactive authentication is needed\. Please run:\naz logout\naz login/);
    assert.match((await token("--tenant", "nowhere.test")).stderr, /AADSTS90002/);
  });

  const misused: readonly (readonly [readonly string[], RegExp])[] = [
    [["account", "get-access-token", "--scopes"], /unrecognized arguments: --scopes/],
    [["account", "list", "--tenant", "x"], /unrecognized arguments: --tenant/],
    [["account", "get-access-token", "--resource-type", "mail"], /'mail' is not a valid value/],
    [["version", "--output", "xml"], /'xml' is not a valid value for '--output'/],
    [["ad", "app", "list"], /'ad' is misspelled or not recognized/],
    [["account", "get-access-token", "--tenant"], /expected one argument/],
  ];
  for (const [args, words] of misused) {
    it(`refuses az ${args.join(" ")}`, async () => {
      const { code, stderr, stdout } = await az(...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^ERROR: /);
      assert.match(stderr, words);
    });
  }

  it("takes as long as it is told", async () => {
    const { settings } = sandbox().world;
    settings.azureCliDelayMs = 400;
    const begin = performance.now();
    await token();
    settings.azureCliDelayMs = 0;
    assert.ok(performance.now() - begin >= 400);
  });
});
