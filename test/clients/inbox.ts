import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { ImapFlow } from "imapflow";
import type { ExportInput, MailServerProtocol } from "../../src/core/export/exporter";

/** The token that programs get for a protocol. */
export async function tokenOf(
  { mailbox, options }: ExportInput,
  protocol: MailServerProtocol,
): Promise<string> {
  const { tokenCommand } = options;
  assert.ok(tokenCommand);
  const { stdout } = await promisify(execFile)(tokenCommand, [
    mailbox.address,
    "--protocol",
    protocol,
  ]);
  return stdout.trim();
}

/**
 * Waits until a message with this subject has come to the mailbox.
 * @throws AssertionError when it has not after ten seconds
 */
export async function arrived(input: ExportInput, subject: string): Promise<void> {
  const { mailbox, options } = input;
  const { imap } = options.servers;
  assert.ok(imap && options.caFile);
  const client = new ImapFlow({
    ...imap,
    secure: true,
    logger: false,
    tls: { ca: readFileSync(options.caFile) },
    auth: { user: mailbox.address, accessToken: await tokenOf(input, "imap") },
  });
  await client.connect();
  try {
    await client.mailboxOpen("INBOX", { readOnly: true });
    const deadline = Date.now() + 10_000;
    for (;;) {
      const found = await client.search({ subject });
      if (found !== false && found?.length === 1) return;
      assert.ok(Date.now() < deadline, `"${subject}" did not arrive.`);
      await wait(100);
      await client.noop();
    }
  } finally {
    await client.logout();
  }
}
