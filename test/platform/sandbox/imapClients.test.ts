import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { ImapFlow, type ImapFlowOptions } from "imapflow";
import { forgetCertificates, type Scene, scene, tokenOf } from "./imapSupport";

const ada = "ada@contoso.test";
const python = "/usr/bin/python3";

/** Signs in as the standard library does, opens INBOX, and prints what it saw. */
const script = `
import imaplib, ssl, sys
port, ca, user, token = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
imap = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=context, timeout=10)
try:
    imap.authenticate("XOAUTH2", lambda _: f"user={user}\\1auth=Bearer {token}\\1\\1".encode())
    status, count = imap.select("INBOX", readonly=True)
    print(status, count[0].decode())
    status, data = imap.fetch("1", "(RFC822.SIZE BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
    print(status, data[0][1].decode().strip())
    imap.logout()
except imaplib.IMAP4.error as error:
    print("error", error)
`;

describe("IMAP clients on the sandbox", () => {
  let on: Scene;

  before(async () => {
    on = await scene();
  });
  after(async () => {
    await on.close();
    forgetCertificates();
  });

  const flow = (user: string, accessToken: string): ImapFlow => {
    const options: ImapFlowOptions = {
      host: "localhost",
      port: on.port,
      secure: true,
      tls: { ca: on.tls.cert },
      auth: { user, accessToken },
      logger: false,
    };
    const client = new ImapFlow(options);
    client.on("error", () => undefined);
    return client;
  };

  it("imapflow opens the inbox, reads and leaves", async () => {
    const client = flow(ada, tokenOf("good"));
    await client.connect();
    const inbox = await client.mailboxOpen("INBOX", { readOnly: true });
    const message = await client.fetchOne("1204", {
      uid: true,
      envelope: true,
      bodyStructure: true,
      size: true,
      source: true,
    });
    const folders = (await client.list()).map(({ path, specialUse }) => `${path} ${specialUse}`);
    await client.logout();
    assert.ok(message !== false);
    assert.deepEqual(
      [inbox.exists, inbox.readOnly, message.uid, message.envelope?.subject],
      [1204, true, 1204, "Backup of host 1204 finished"],
    );
    assert.equal(message.source?.length, message.size);
    assert.deepEqual(folders.sort(), [
      "Archive \\Archive",
      "Deleted Items \\Trash",
      "Drafts \\Drafts",
      "INBOX \\Inbox",
      "Junk Email \\Junk",
      "Sent Items \\Sent",
    ]);
  });

  it("imapflow walks all messages", async () => {
    const client = flow(ada, tokenOf("good"));
    await client.connect();
    await client.mailboxOpen("INBOX", { readOnly: true });
    let count = 0;
    for await (const message of client.fetch("1:*", { envelope: true, flags: true })) {
      count += message.envelope?.from?.length ?? 0;
    }
    await client.logout();
    assert.equal(count, 1204);
  });

  it("imapflow is refused with a Graph token", async () => {
    await assert.rejects(
      flow(ada, tokenOf("graph")).connect(),
      (error: { authenticationFailed?: boolean; responseStatus?: string; responseText?: string }) =>
        error.authenticationFailed === true &&
        error.responseStatus === "NO" &&
        error.responseText === "AUTHENTICATE failed.",
    );
  });

  it("imapflow sees that another user's token opens nothing", async () => {
    const client = flow("grace@contoso.test", tokenOf("good"));
    await assert.rejects(
      async () => {
        await client.connect();
        await client.mailboxOpen("INBOX", { readOnly: true });
      },
      (error: { response?: string }) =>
        error.response === "User is authenticated but not connected.",
    );
    client.close();
  });

  const runs: readonly (readonly [string, string, string])[] = [
    ["opens the inbox", "good", "OK 1204\nOK Subject: Minutes of the weekly meeting\n"],
    ["is refused with a Graph token", "graph", "error AUTHENTICATE failed.\n"],
  ];
  for (const [what, kind, output] of runs) {
    it(`Python's imaplib ${what}`, async function () {
      if (!existsSync(python)) {
        this.skip();
      }
      const args = ["-c", script, String(on.port), on.tls.caFile, ada, tokenOf(kind)];
      const { stdout } = await promisify(execFile)(python, args, { timeout: 20_000 });
      assert.equal(stdout, output);
    });
  }
});
