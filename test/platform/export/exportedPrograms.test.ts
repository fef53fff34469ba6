import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExporterId, ExportInput } from "../../../src/core/export/exporter";
import { exporterOf } from "../../../src/core/export/exporterRegistry";
import { writeExport } from "../../../src/core/export/writeExport";
import { secretVariable } from "../../../src/core/export/codeFacts";
import { findServicePrincipal } from "../../sandbox/lookup";
import type { MailboxSeed } from "../../sandbox/model";
import { exchangeOnline } from "../../sandbox/resources";
import { ids } from "../../sandbox/seed/stableIds";
import { seededSecretOf } from "../../sandbox/seed/applications";
import { anExportInput } from "../../support/exportSamples";
import { root } from "../../support/paths";
import { FormBrowser } from "../sandbox/formBrowser";
import { register, useSandbox } from "../sandbox/identityLab";

/** Debian's Python: the one that `apt-get install python3-msal` serves. */
const python = "/usr/bin/python3";
const ada = "ada@contoso.test";

/**
 * Leads connections of a Python program to other addresses, as `hostMap.cjs` does for Node: loaded by Python itself at
 * its start (`sitecustomize`).
 */
const pythonMap = `import json, os, socket
table = json.loads(os.environ["ENTRA_SANDBOX_HOST_MAP"])
original = socket.getaddrinfo
def mapped(host, port, *args, **kwargs):
    target = table.get("%s:%s" % (host, port))
    if target is not None:
        host, port = target.rsplit(":", 1)
        port = int(port)
    return original(host, port, *args, **kwargs)
socket.getaddrinfo = mapped
`;

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Runtime {
  readonly id: ExporterId;
  readonly file: string;
  readonly command: string;
  readonly obstacle: () => string | undefined;
}

/** What a person does with the code that a program shows. */
async function approve(url: string, code: string): Promise<void> {
  const browser = new FormBrowser();
  const accounts = await browser.press(await browser.open(url), "next", { otc: code });
  await browser.walk(accounts, [`user-${ada}`, "accept", "continue"]);
}

function onLoopback(target = ""): { readonly host: string; readonly port: number } {
  return { host: "localhost", port: Number(target.slice(target.lastIndexOf(":") + 1)) };
}

const runtimes: readonly Runtime[] = [
  { id: "node", file: "mail-by-oauth.mjs", command: process.execPath, obstacle: () => undefined },
  {
    id: "python",
    file: "mail_by_oauth.py",
    command: python,
    obstacle: () =>
      spawnSync(python, ["-c", "import msal"], { stdio: "ignore" }).status === 0
        ? undefined
        : "python3-msal is missing",
  },
];

describe("exported programs, run as they are", function () {
  this.timeout(60_000);
  const sandbox = useSandbox("embedded");
  let folder = "";

  beforeEach(() => {
    // Within the project, so that Node finds the packages
    mkdirSync(join(root, "out"), { recursive: true });
    folder = mkdtempSync(join(root, "out", "exported-"));
    writeFileSync(join(folder, "sitecustomize.py"), pythonMap);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the program; what it writes to its error stream is seen while it runs. */
  function run(
    { id, file, command }: Runtime,
    input: ExportInput,
    options: {
      readonly args?: readonly string[];
      readonly secret?: string;
      readonly onWords?: (words: string) => void;
    } = {},
  ): Promise<Outcome> {
    const exporter = exporterOf(id);
    assert.ok(exporter !== undefined);
    for (const { name, text } of writeExport(exporter, input)) {
      writeFileSync(join(folder, name), text);
    }
    const { caFile } = sandbox();
    const child = spawn(command, [join(folder, file), ...(options.args ?? [])], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 40_000,
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        TMPDIR: tmpdir(),
        PYTHONPATH: folder,
        PYTHONDONTWRITEBYTECODE: "1",
        NODE_OPTIONS: `--require ${join(root, "test/support/hostMap.cjs")}`,
        NODE_EXTRA_CA_CERTS: caFile,
        REQUESTS_CA_BUNDLE: caFile,
        SSL_CERT_FILE: caFile,
        ENTRA_SANDBOX_HOST_MAP: JSON.stringify(sandbox().hostMap),
        ...(options.secret === undefined ? {} : { [secretVariable]: options.secret }),
      },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      options.onWords?.(stderr);
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
  }

  for (const runtime of runtimes) {
    describe(runtime.id, () => {
      before(function () {
        const obstacle = runtime.obstacle();
        if (obstacle === undefined) return;
        assert.notEqual(process.env["CI"], "true", obstacle);
        this.skip();
      });

      it("signs a person in by a code, lists subjects, and sends a message", async () => {
        const { appId } = register(sandbox().world, { publicClient: ["http://localhost"] });
        const input = anExportInput({
          mailbox: { address: ada, username: ada, authorityTenant: "organizations" },
          registration: { clientId: appId },
          options: { servers: servers() },
        });
        let asked: Promise<void> | undefined;
        const outcome = await run(runtime, input, {
          args: [ada],
          onWords: (words) => {
            const found = /(https:\S+).*\b([A-Z0-9]{8,9})\b/s.exec(words);
            if (found !== null) asked ??= approve(found[1] ?? "", found[2] ?? "");
          },
        });
        await asked;
        assert.equal(outcome.code, 0, outcome.stderr);
        assert.ok(outcome.stdout.trim().split("\n").length >= 1);
        const newest = mailboxOf(ada).messages.at(-1);
        assert.match(newest?.rawHeader ?? "", /^Subject: A message by OAuth\r$/m);
      });

      it("works as the app itself", async () => {
        const { appId, secret } = service();
        const input = anExportInput({
          mailbox: { address: ada, username: "", kind: "appOnly", authorityTenant: ids.contoso },
          registration: { clientId: appId, client: "confidential", tenantId: ids.contoso },
          options: { servers: servers() },
        });
        const outcome = await run(runtime, input, { secret, args: [ada] });
        assert.equal(outcome.code, 0, outcome.stderr);
        assert.notEqual(outcome.stdout.trim(), "");
      });

      it("says what is missing without the secret, and why with a wrong one", async () => {
        const { appId } = service();
        const input = anExportInput({
          mailbox: { address: ada, username: "", kind: "appOnly", authorityTenant: ids.contoso },
          registration: { clientId: appId, client: "confidential", tenantId: ids.contoso },
          options: { servers: servers() },
        });
        const without = await run(runtime, input);
        assert.notEqual(without.code, 0);
        assert.match(without.stderr, new RegExp(`Set ${secretVariable}`));
        const wrong = await run(runtime, input, { secret: "wrong" });
        assert.notEqual(wrong.code, 0);
        assert.match(wrong.stderr, /AADSTS7000215/);
      });
    });
  }

  /** Where the sandbox speaks mail: an option of the exporters, because nodemailer looks names up by itself. */
  function servers(): ExportInput["options"]["servers"] {
    const { hostMap } = sandbox();
    return {
      imap: onLoopback(hostMap["outlook.office365.com:993"]),
      smtp: onLoopback(hostMap["smtp.office365.com:587"]),
    };
  }

  /** A service that the directory granted its roles, and Exchange let into ada's mailbox. */
  function service(): { readonly appId: string; readonly secret: string } {
    const { world } = sandbox();
    const tenantId = ids.contoso;
    const { appId, displayName } = register(world, {
      signInAudience: "AzureADMyOrg",
      secrets: [{ name: "one", endsInDays: 9 }],
      exchangeRoles: ["IMAP.AccessAsApp", "SMTP.SendAsApp"],
    });
    const objectId = `service principal of ${displayName}`;
    world.servicePrincipals.set(objectId, { id: objectId, tenantId, appId });
    const resourceId = findServicePrincipal(world, tenantId, exchangeOnline.appId)?.id ?? "";
    for (const role of ["IMAP.AccessAsApp", "SMTP.SendAsApp"]) {
      const appRoleId = exchangeOnline.roles.find(({ value }) => value === role)?.id ?? "";
      const id = `${role} of ${displayName}`;
      world.appRoleAssignments.set(id, {
        id,
        tenantId,
        principalId: objectId,
        resourceId,
        appRoleId,
      });
    }
    world.exchangePrincipals.push({ tenantId, appId, objectId });
    const mailbox = mailboxOf(ada);
    mailbox.delegateIds.add(objectId);
    mailbox.sendAsIds.add(objectId);
    return { appId, secret: seededSecretOf(displayName, "one") };
  }

  function mailboxOf(address: string): MailboxSeed {
    const mailbox = sandbox().world.mailboxes.get(address);
    assert.ok(mailbox !== undefined);
    return mailbox;
  }
});
