import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { seededSecretOf } from "../../sandbox/seed/applications";
import { ids } from "../../sandbox/seed/stableIds";
import type { TokenAnswer } from "./identityLab";
import {
  claimsOf,
  clientBrowser,
  imapScope,
  redirectUri,
  register,
  useSandbox,
} from "./identityLab";

/** Debian's Python: the one that `apt-get install python3-msal` serves. */
const python = "/usr/bin/python3";
const script = join(import.meta.dirname, "msal_client.py");
const userRead = "https://graph.microsoft.com/User.Read";

interface Outcome {
  readonly result: TokenAnswer["body"];
  readonly silent: TokenAnswer["body"] | null;
}

describe("sandbox identity: MSAL for Python", function () {
  this.timeout(40_000);
  const sandbox = useSandbox();
  const children: ChildProcess[] = [];

  before(function () {
    const found = spawnSync(python, ["-c", "import msal"], { stdio: "ignore" }).status === 0;
    if (found) return;
    assert.notEqual(process.env["CI"], "true", "python3-msal is missing, and CI must have it");
    this.skip();
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });

  const publicId = (): string =>
    register(sandbox().world, { publicClient: ["http://localhost"] }).appId;

  it("signs in by code with PKCE, then silently for a second API", async () => {
    const outcome = await run(
      {
        flow: "code",
        client_id: publicId(),
        tenant: "common",
        scopes: [imapScope],
        silent: [imapScope],
        redirect_uri: redirectUri,
      },
      async ({ open }) => {
        const browser = clientBrowserOnLocalhost();
        const first = await browser.open(open);
        return (await browser.walk(first, ["user-ada@contoso.test", "accept"])).url;
      },
    );
    assert.equal(claimsOf(outcome.result.access_token)["aud"], "https://outlook.office.com");
    assert.equal(outcome.silent?.access_token, outcome.result.access_token);
  });

  it("is told silently that consent is missing", async () => {
    const outcome = await run(
      {
        flow: "code",
        client_id: publicId(),
        tenant: "common",
        scopes: [imapScope],
        silent: [userRead],
        redirect_uri: redirectUri,
      },
      async ({ open }) => {
        const browser = clientBrowserOnLocalhost();
        const first = await browser.open(open);
        return (await browser.walk(first, ["user-ada@contoso.test", "accept"])).url;
      },
    );
    assert.equal(outcome.silent?.["error"], "invalid_grant");
    assert.deepEqual(outcome.silent?.["error_codes"], [65001]);
  });

  it("signs in by device code", async () => {
    const outcome = await run(
      { flow: "device", client_id: publicId(), tenant: "common", scopes: [imapScope] },
      async ({ open, code = "" }) => {
        const browser = clientBrowserOnLocalhost();
        const accounts = await browser.press(await browser.open(open), "next", { otc: code });
        await browser.walk(accounts, ["user-vera@outlook.test", "accept", "continue"]);
        return "";
      },
    );
    assert.match(outcome.result.access_token ?? "", /^EwB/);
  });

  it("gets an application's token, and hears of the secret's id in place of its value", async () => {
    const app = register(sandbox().world, {
      displayName: "python daemon",
      secrets: [{ name: "one", endsInDays: 9 }],
    });
    sandbox().world.servicePrincipals.set("python daemon", {
      id: "python daemon",
      tenantId: ids.contoso,
      appId: app.appId,
    });
    const job = {
      flow: "secret",
      client_id: app.appId,
      tenant: ids.contoso,
      scopes: ["https://graph.microsoft.com/.default"],
    };
    const good = await run({ ...job, secret: seededSecretOf("python daemon", "one") });
    assert.equal(claimsOf(good.result.access_token)["idtyp"], "app");
    const bad = await run({ ...job, secret: app.passwordCredentials[0]?.keyId ?? "" });
    assert.equal(bad.result["error"], "invalid_client");
    assert.match(
      String(bad.result["error_description"]),
      /^AADSTS7000215: .*not the client secret ID/,
    );
  });

  /** One sign-in in a process of its own; `visit` is the person, and gives the address the browser ended at. */
  async function run(
    job: { readonly tenant: string } & Readonly<Record<string, unknown>>,
    visit: (page: { open: string; code?: string }) => Promise<string> = () => Promise.resolve(""),
  ): Promise<Outcome> {
    const port = sandbox().hostMap["login.entra.localhost:443"]?.split(":")[1] ?? "";
    const child = spawn(python, [script], {
      env: { ...process.env, REQUESTS_CA_BUNDLE: sandbox().caFile, NO_PROXY: "localhost" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    children.push(child);
    const authority = `https://localhost:${port}/${job.tenant}`;
    child.stdin.write(`${JSON.stringify({ ...job, authority })}\n`);
    for await (const line of createInterface({ input: child.stdout })) {
      const message = JSON.parse(line) as Outcome | { open: string; code?: string };
      if (!("open" in message)) return message;
      child.stdin.write(`${await visit(message)}\n`);
    }
    throw new Error(`MSAL for Python ended with ${child.exitCode}`);
  }
});

/** The pages themselves are on localhost here; only the client's own port is where the browser stops. */
function clientBrowserOnLocalhost() {
  return clientBrowser((url) => url.origin === redirectUri);
}
