import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { parseRecord } from "../../src/core/tokenCommand/windowRecord";
import { imapHost } from "../sandbox/hosts";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { findLeaks } from "../support/leaks";
import {
  answerRegisterMailApp,
  breakSandbox,
  create,
  eventually,
  openEntraMail,
  signInMailbox,
  signInToManage,
  told,
} from "./steps";

const ada = "ada@contoso.test";
const eve = "eve@contoso.test";
const name = "aerc-with-tokens";
const python = "/usr/bin/python3";

/**
 * A mail program that knows nothing but a line of its configuration: it runs the line by the shell, as mail programs
 * do, and opens INBOX with what the line prints.
 */
const mailProgram = `
import imaplib, ssl, subprocess, sys
line, user, port, ca = sys.argv[1:]
token = subprocess.run(line, shell=True, check=True, stdout=subprocess.PIPE, text=True).stdout.rstrip("\\n")
context = ssl.create_default_context(cafile=ca)
imap = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=context, timeout=10)
imap.authenticate("XOAUTH2", lambda _: f"user={user}\\1auth=Bearer {token}\\1\\1".encode())
print(imap.select("INBOX", readonly=True)[0])
imap.logout()
`;

interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe("tokens for mail programs", () => {
  let lab: Lab;
  let line = "";

  before(async function startTokenLab() {
    if (!existsSync(python)) {
      assert.notEqual(process.env["CI"], "true", "there is no Python");
      this.skip();
    }
    lab = await startLab();
    const { workbench } = lab;
    await openEntraMail(lab);
    await signInToManage(workbench, ada);
    await answerRegisterMailApp(workbench, {
      preset: "A mail program with my work account",
      name,
    });
    await create(workbench);
    await told(workbench, `${name} is registered.`);
    await signInMailbox(workbench, { registration: name, address: ada, user: ada });
    await told(workbench, `${ada} is signed in.`);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  const folder = (): string =>
    join(lab.directory, "ud", "User", "globalStorage", "entra-mail.entra-mail", "token-command");
  const program = (): string => join(folder(), "entra-mail-token");
  const status = () => lab.workbench.page.locator(".statusbar-item", { hasText: "Serving tokens" });

  async function openInbox(command: string): Promise<string> {
    const port = lab.sandbox.hostMap[imapHost]?.split(":").at(-1) ?? "";
    const words = ["-c", mailProgram, command, ada, port, lab.sandbox.caFile];
    return (await promisify(execFile)(python, words, { timeout: 30_000 })).stdout.trim();
  }

  /** Waits until the window that was loaded anew serves, and the one before it does not any more. */
  async function servedAnew(before: string): Promise<void> {
    await status().waitFor();
    await eventually(() => {
      const now = bearerOf(folder());
      assert.ok(
        now !== "" && !now.includes(before) && !before.includes(now),
        "not served anew yet",
      );
    });
  }

  it("serves nothing, and has no program, before a person says so", async () => {
    const { workbench } = lab;
    assert.equal(existsSync(folder()), false);
    assert.equal(await status().count(), 0);
    await workbench.command("Entra Mail: Copy Token Command");
    await workbench.notification("Tokens are not served to mail programs yet.");
  });

  it("is switched on by a list and a question that says what it means", async () => {
    const { workbench } = lab;
    await workbench.answerNotification("Tokens are not served", "Serve Tokens…");
    const { question } = workbench;
    await question.titled("Serve Tokens to Mail Programs");
    await workbench.screenshot("token-list");
    const rows = await question.rows();
    assert.equal(rows.length, 4);
    await question.tick(`${ada}: SMTP`, false);
    await question.accept();
    await workbench.dialog.waitFor();
    assert.match(
      await workbench.dialog.innerText(),
      /Serve access tokens of ada@contoso\.test to programs on/,
    );
    await workbench.screenshot("token-question");
    await workbench.answerDialog("Serve Tokens");
    await workbench.notification("get tokens while this editor is open.");
    await status().waitFor();
    await workbench.screenshot("token-status");
    await workbench.answerNotification(
      "get tokens while this editor is open.",
      "Copy Token Command",
    );
    await eventually(async () => {
      line = await workbench.clipboard();
      assert.equal(line, `${program()} ${ada} --protocol imap`);
    });
    await workbench.clearNotifications();
  });

  it("keeps the folder, the socket, the record and the program to their owner", () => {
    const windows = join(folder(), "windows");
    const [record, ...others] = readdirSync(windows).filter((file) => file.endsWith(".json"));
    assert.deepEqual(others, []);
    const file = join(windows, record ?? "");
    const socket = parseRecord(readFileSync(file))?.socket ?? "";
    assert.ok(statSync(socket).isSocket());
    const all = [folder(), windows, file, program(), dirname(socket), socket];
    assert.deepEqual(
      all.map((path) => (statSync(path).mode & 0o7777).toString(8)),
      ["700", "700", "600", "700", "700", "600"],
    );
  });

  it("opens INBOX for a mail program outside of the editor, which needs no Node of its own", async () => {
    assert.equal(await openInbox(line), "OK");
    const { exit, stdout, stderr } = await run(program(), [ada], { PATH: "/nowhere" });
    assert.deepEqual([exit, stderr], [0, ""]);
    assert.match(stdout, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const log = logText(lab.directory);
    assert.match(log, /Token command: IMAP token of a…@contoso\.test handed to a program/);
    assert.equal(log.includes(stdout.trim()), false);
  });

  it("refuses what is not listed: another mailbox, and another protocol of this one", async () => {
    for (const words of [[eve], [ada, "--protocol", "smtp"]]) {
      const { exit, stdout, stderr } = await run(program(), words);
      assert.deepEqual([exit, stdout], [77, ""]);
      assert.match(stderr, /^entra-mail-token: [^\n]+ is not served\.[^\n]+\n$/);
    }
  });

  /** A window that has just been loaded may be too slow for a program's five seconds; it says "Try again" then. */
  const opensInboxSoon = (): Promise<void> =>
    eventually(async () => assert.equal(await openInbox(line), "OK"));

  it("goes on after the window was reloaded, and only then has another bearer", async () => {
    const { workbench } = lab;
    const before = bearerOf(folder());
    await workbench.reload();
    await servedAnew(before);
    await opensInboxSoon();
    assert.equal(lab.sandbox.requests.count({ host: "graph.microsoft.com", method: "POST" }), 1);
  });

  it("tells a program that waits when the window is reloaded, and serves it again afterwards", async () => {
    const { workbench, sandbox, directory } = lab;
    // Tokens that end so soon are renewed at each call
    const { accessTokenSeconds } = sandbox.world.settings;
    sandbox.world.settings.accessTokenSeconds = 120;
    await workbench.command("Entra Mail: Refresh Token");
    await workbench.question.titled("Refresh Token");
    await workbench.question.choose(ada);
    await told(workbench, "has a new access token");
    sandbox.world.settings.accessTokenSeconds = accessTokenSeconds;
    const bearers = bearerOf(folder());
    await breakSandbox(sandbox, { ...tokenRequest, kind: "hang" });
    sandbox.requests.clear();
    const started = performance.now();
    const asked = run(program(), [ada]).then((ended) => ({
      ...ended,
      milliseconds: performance.now() - started,
    }));
    const waits = (): number => sandbox.requests.entries(tokenRequest).length;
    await eventually(() => assert.equal(waits(), 1));
    await workbench.reload();
    const { exit, stdout, stderr, milliseconds } = await asked;
    assert.deepEqual(
      [exit, stdout, stderr],
      [
        75,
        "",
        "entra-mail-token: The editor was closed or reloaded before it answered. Try again.\n",
      ],
    );
    assert.ok(milliseconds < 5_500, `${milliseconds} ms`);
    await servedAnew(bearers);
    await opensInboxSoon();
    const kept = { name: "bearer", value: bearerIn(bearers) };
    assert.deepEqual(
      findLeaks(
        [...sandbox.issued.all(), kept],
        [
          { place: "standard error", text: stderr },
          { place: "the log", text: logText(directory) },
        ],
      ),
      [],
    );
  });

  it("is changed by a click on the status bar", async () => {
    const { workbench } = lab;
    await status().click();
    const { question } = workbench;
    await question.titled("Serve Tokens to Mail Programs");
    await question.tick(`${ada}: SMTP`, true);
    await question.accept();
    await workbench.answerDialog("Serve Tokens");
    await workbench.notification("get tokens while this editor is open.");
    const { exit, stdout } = await run(program(), [
      ada,
      "--protocol",
      "smtp",
      "--format",
      "xoauth2",
    ]);
    assert.equal(exit, 0);
    const frame = Buffer.from(stdout, "base64").toString();
    assert.ok(frame.startsWith(`user=${ada}\u0001auth=Bearer `));
    await workbench.clearNotifications();
  });

  it("ends when it is stopped: whoever asks is told so at once", async () => {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Stop Serving Tokens");
    await workbench.notification("Tokens are no longer served.");
    await status().waitFor({ state: "detached" });
    assert.deepEqual(readdirSync(join(folder(), "windows")), []);
    const started = performance.now();
    const { exit, stdout, stderr } = await run(program(), [ada]);
    assert.deepEqual([exit, stdout], [75, ""]);
    assert.match(stderr, /^entra-mail-token: No editor serves tokens\.[^\n]+\n$/);
    assert.ok(performance.now() - started < 3_000);
  });
});

async function run(
  file: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  try {
    const options = { env: { ...process.env, ...env }, timeout: 10_000 };
    return { exit: 0, ...(await promisify(execFile)(file, words, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exit: code, stdout, stderr };
  }
}

/** What is asked when a token is renewed. */
const tokenRequest = {
  host: "login.microsoftonline.com",
  method: "POST",
  path: "/oauth2/v2.0/token",
} as const;

/** The bearer in the only record. */
function bearerIn(record: string): string {
  const bearer = parseRecord(Buffer.from(record))?.bearer;
  assert.ok(bearer);
  return bearer;
}

/** What the newest window wants to be told. */
function bearerOf(folder: string): string {
  const windows = join(folder, "windows");
  const records = readdirSync(windows).filter((file) => file.endsWith(".json"));
  return records.map((file) => readFileSync(join(windows, file), "utf8")).join("");
}

/** The extension's own log. */
function logText(directory: string): string {
  const logs = join(directory, "ud", "logs");
  return readdirSync(logs, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("Entra Mail.log"))
    .map((file) => readFileSync(join(logs, file), "utf8"))
    .join("\n");
}
