import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { get } from "node:https";
import { join } from "node:path";
import { promisify } from "node:util";
import { ids } from "../../sandbox/seed/stableIds";
import { useSandbox } from "./identityLab";

const me = "https://graph.microsoft.com/v1.0/me";
const hostMapFile = join(import.meta.dirname, "../../support/hostMap.cjs");

describe("sandbox front", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();

  const admin = (method: string, path: string, body?: unknown) =>
    fetch(`${sandbox().adminUrl}/admin/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const playing = (fault: Readonly<Record<string, unknown>>) =>
    admin("POST", "faults", { host: "graph.microsoft.com", times: 1, ...fault });

  afterEach(async () => {
    await admin("DELETE", "faults");
  });

  it("answers in another process that has the map in its environment", async () => {
    const program = [
      `fetch(${JSON.stringify(me)})`,
      `.then((answer) => require("node:https").get(${JSON.stringify(me)}, (other) => {`,
      `console.log(answer.status, other.statusCode); process.exit(0); }))`,
    ].join("");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--require", hostMapFile, "--eval", program],
      {
        env: {
          ...process.env,
          NODE_EXTRA_CA_CERTS: sandbox().caFile,
          ENTRA_SANDBOX_HOST_MAP: JSON.stringify(sandbox().hostMap),
        },
      },
    );
    assert.equal(stdout.trim(), "401 401");
  });

  it("answers 421 for a host that is not its own", async () => {
    const port = Number(sandbox().hostMap["vscode.dev:443"]?.split(":")[1]);
    assert.equal(await statusFor(port, "example.org"), 421);
    assert.equal(await statusFor(port, "vscode.dev"), 404);
  });

  it("plays faults as often as told", async () => {
    await playing({ kind: "throttle", retryAfter: 7, times: 2 });
    for (const expected of [429, 429, 401]) {
      assert.equal((await fetch(me)).status, expected);
    }
    await playing({ kind: "throttle", retryAfter: 7 });
    assert.equal((await fetch(me)).headers.get("retry-after"), "7");
    await playing({ kind: "status", path: "^/v1.0/me$", method: "GET" });
    assert.equal((await fetch(`${me}/messages`)).status, 401);
    assert.equal((await fetch(me)).status, 503);
    await playing({ kind: "html" });
    assert.match((await fetch(me)).headers.get("content-type") ?? "", /html/);
  });

  it("drops connections before and after the work, or never answers", async () => {
    await playing({ kind: "drop" });
    await assert.rejects(fetch(me));
    await playing({ kind: "hang" });
    await assert.rejects(fetch(me, { signal: AbortSignal.timeout(300) }), { name: "TimeoutError" });
    await admin("POST", "faults", {
      host: "login.microsoftonline.com",
      kind: "dropAfterHandling",
      times: 1,
    });
    await assert.rejects(fetch("https://login.microsoftonline.com/common/oauth2/v2.0/logout"));
    assert.equal((await playing({ kind: "explode" })).status, 400);
  });

  it("logs requests without values that could be secrets", async () => {
    await admin("DELETE", "requests");
    await fetch(`${me}?$select=id&code=recognisable`, {
      headers: { authorization: "Bearer recognisable" },
    });
    const entries = sandbox().requests.entries({ host: "graph.microsoft.com" });
    assert.equal(entries[0]?.path, "/v1.0/me?$select=id&code=…");
    assert.ok(!JSON.stringify(entries).includes("recognisable"));
    const remote = await admin("GET", "requests?host=graph.microsoft.com&method=GET&path=select");
    assert.equal(((await remote.json()) as unknown[]).length, 1);
  });

  it("counts Graph's requests by operation, until told to begin again", async () => {
    await admin("DELETE", "requests");
    const root = "https://graph.microsoft.com/v1.0";
    const id = "8d4b3a52-6a3f-4a5e-8a62-1f0d8a6c1f11";
    for (const path of [
      "/applications?$top=5",
      "/applications?$skiptoken=abc",
      `/applications/${id}`,
      `/applications/${id}/owners/$ref`,
      `/applications(appId='${id}')`,
      "/directory/deletedItems/microsoft.graph.application",
      "/users?$top=1",
      "/nothing/%E0%A4%A",
    ]) {
      await fetch(root + path);
    }
    await playing({ kind: "drop" });
    await assert.rejects(fetch(`${root}/applications`, { method: "POST" }));
    await fetch("https://login.microsoftonline.com/common/oauth2/v2.0/logout");
    const counts = async () => (await admin("GET", "requests/operations")).json();
    assert.deepEqual(await counts(), {
      "GET /applications": 2,
      "GET /applications(appId='{appId}')": 1,
      "GET /applications/{application-id}": 1,
      "GET /applications/{application-id}/owners/$ref": 1,
      "GET /directory/deletedItems/graph.application": 1,
      "GET /nothing/%E0%A4%A": 1,
      "GET /users": 1,
      "POST /applications": 1,
    });
    await admin("DELETE", "requests");
    assert.deepEqual(await counts(), {});
  });

  it("changes settings, mailboxes and the clock from outside, and refuses nonsense", async () => {
    const { world } = sandbox();
    assert.equal((await admin("PATCH", "settings", { accessTokenSeconds: 60 })).status, 200);
    assert.equal(world.settings.accessTokenSeconds, 60);
    assert.equal((await admin("PATCH", "settings", { accessTokenSeconds: "60" })).status, 400);
    assert.equal((await admin("PATCH", "settings", { other: 1 })).status, 400);
    await admin("POST", "mailboxes/ada@contoso.test", { imapEnabled: false });
    assert.equal(world.mailboxes.get("ada@contoso.test")?.imapEnabled, false);
    await admin("POST", "mailboxes/ada@contoso.test", { smtpAuthDisabled: false, licensed: false });
    assert.equal(world.mailboxes.get("ada@contoso.test")?.smtpAuthDisabled, false);
    assert.equal(world.mailboxes.get("ada@contoso.test")?.licensed, false);
    const wrong = { popEnabled: null };
    assert.equal((await admin("POST", "mailboxes/ada@contoso.test", wrong)).status, 400);
    assert.equal((await admin("POST", "mailboxes/ada@contoso.test", { owner: true })).status, 400);
    assert.equal((await admin("POST", "mailboxes/nobody@contoso.test", {})).status, 404);
    await admin("POST", "tenants/contoso.test", { smtpAuthDisabled: true });
    assert.equal(world.tenants.get(ids.contoso)?.smtpAuthDisabled, true);
    assert.equal((await admin("POST", "tenants/nowhere.test", {})).status, 404);
    await admin("POST", "mail-faults", { protocol: "pop", command: "stat", reply: "-ERR Busy" });
    assert.equal(world.mailFaults[0]?.command, "STAT");
    assert.equal((await admin("POST", "mail-faults", { protocol: "nntp" })).status, 400);
    await admin("DELETE", "mail-faults");
    assert.deepEqual(world.mailFaults, []);
    assert.equal((await admin("POST", "clock", { aheadSeconds: 0 })).status, 200);
    const state = (await (await admin("GET", "state")).json()) as {
      users: { userPrincipalName: string; password: string }[];
      applications: Record<string, { appId: string }>;
    };
    const ada = state.users.find((user) => user.userPrincipalName === "ada@contoso.test");
    assert.ok(ada?.password);
    assert.ok(state.applications["Entra Mail management"]);
    const page = await fetch(`${sandbox().adminUrl}/admin/state`, {
      headers: { origin: "https://example.org" },
    });
    assert.equal(page.status, 403);
  });
});

/** fetch keeps its own Host header; this one sends what it is given. */
function statusFor(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, headers: { host }, servername: "localhost" }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
}
