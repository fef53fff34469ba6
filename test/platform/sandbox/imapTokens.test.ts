import assert from "node:assert/strict";
import { Client } from "@microsoft/microsoft-graph-client";
import { ImapFlow } from "imapflow";
import { ids, stableGuid } from "../../sandbox/seed/stableIds";
import { imapScope, signIn, useSandbox } from "./identityLab";

const graphScope = "https://graph.microsoft.com/Application.ReadWrite.All";
const aerc = stableGuid("client aerc-ada");

/** What opening INBOX over IMAP comes to, under the real server's name. */
async function openInbox(user: string, accessToken: string): Promise<string> {
  const client = new ImapFlow({
    host: "outlook.office365.com",
    port: 993,
    secure: true,
    auth: { user, accessToken },
    logger: false,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const inbox = await client.mailboxOpen("INBOX", { readOnly: true });
    await client.logout();
    return `${inbox.exists} messages`;
  } catch (error) {
    client.close();
    const { response, responseText } = error as { response?: string; responseText?: string };
    return responseText ?? response ?? String(error);
  }
}

/** The name Graph knows the token's user by, or its refusal. */
async function askGraph(accessToken: string): Promise<string> {
  const client = Client.init({ authProvider: (done) => done(null, accessToken) });
  try {
    const list = (await client.api("/applications").top(1).get()) as { value: unknown[] };
    return `${list.value.length} registration`;
  } catch (error) {
    const { statusCode, code } = error as { statusCode: number; code: string };
    return `${statusCode} ${code}`;
  }
}

describe("tokens of the sandbox's identity part, under Microsoft's names", () => {
  const sandbox = useSandbox("embedded");
  let mail = "";
  let graph = "";

  before(async () => {
    const tokens = await Promise.all([
      signIn(aerc, { scope: `${imapScope} offline_access` }),
      signIn(ids.managementClient, { tenant: ids.contoso, scope: graphScope }),
    ]);
    [mail = "", graph = ""] = tokens.map((token) => token.body.access_token ?? "");
  });

  const ada = "ada@contoso.test";

  it("a mail token opens its user's mailbox and the one delegated to her", async () => {
    assert.deepEqual(
      [await openInbox(ada, mail), await openInbox("support@contoso.test", mail)],
      ["1204 messages", "7 messages"],
    );
  });

  it("a mail token opens nobody else's", async () => {
    assert.equal(
      await openInbox("grace@contoso.test", mail),
      "User is authenticated but not connected.",
    );
  });

  it("a Graph token opens no mailbox, a mail token no directory", async () => {
    assert.deepEqual(
      [await openInbox(ada, graph), await askGraph(mail), await askGraph(graph)],
      ["AUTHENTICATE failed.", "401 InvalidAuthenticationToken", "1 registration"],
    );
  });

  it("a mailbox with IMAP off is closed to its own user", async () => {
    const eve = "eve@contoso.test";
    const token = await signIn(aerc, { user: eve, scope: imapScope });
    assert.equal(await openInbox(eve, token.body.access_token ?? ""), "AUTHENTICATE failed.");
    const mailbox = sandbox().world.mailboxes.get(eve);
    assert.ok(mailbox);
    mailbox.imapEnabled = true;
    assert.equal(await openInbox(eve, token.body.access_token ?? ""), "4 messages");
  });
});
