import assert from "node:assert/strict";
import { ImapFlow } from "imapflow";
import { ids } from "../../sandbox/seed/stableIds";
import { register, signIn, useSandbox } from "./identityLab";

/** All parts of the sandbox together, under Microsoft's names and by default settings. */
describe("sandbox journey", function () {
  this.timeout(20_000);
  const sandbox = useSandbox("embedded");

  it("creates a registration in Graph, signs in with it, and opens the mailbox", async () => {
    const { settings } = sandbox().world;
    settings.replicationDelayMs = 0;
    const management = await signIn(ids.managementClient, {
      tenant: ids.contoso,
      scope: "https://graph.microsoft.com/Application.ReadWrite.All offline_access",
    });
    const created = await fetch("https://graph.microsoft.com/v1.0/applications", {
      method: "POST",
      headers: {
        authorization: `Bearer ${management.body.access_token}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        displayName: "journey",
        signInAudience: "AzureADMyOrg",
        publicClient: { redirectUris: ["http://localhost"] },
      }),
    });
    const text = await created.text();
    assert.equal(created.status, 201, text);
    const { appId } = JSON.parse(text) as { appId: string };
    const { body } = await signIn(appId, { tenant: ids.contoso });
    assert.ok((await openInbox("ada@contoso.test", body.access_token)) > 0);
  });

  it("refuses a Graph token at the mail server", async () => {
    const { appId } = register(sandbox().world, { publicClient: ["http://localhost"] });
    const { body } = await signIn(appId, { scope: "IMAP.AccessAsUser.All openid" });
    await assert.rejects(openInbox("ada@contoso.test", body.access_token), {
      authenticationFailed: true,
    });
  });
});

/** The number of messages in the inbox. */
async function openInbox(user: string, accessToken = ""): Promise<number> {
  const client = new ImapFlow({
    host: "outlook.office365.com",
    port: 993,
    secure: true,
    auth: { user, accessToken },
    logger: false,
  });
  await client.connect();
  try {
    return (await client.mailboxOpen("INBOX", { readOnly: true })).exists;
  } finally {
    client.close();
  }
}
