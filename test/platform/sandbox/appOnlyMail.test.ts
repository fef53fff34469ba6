import assert from "node:assert/strict";
import { once } from "node:events";
import { connect as connectPlain } from "node:net";
import { connect } from "node:tls";
import { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";
import { ensureServicePrincipal } from "../../sandbox/identity/consent";
import { exchangeOnline } from "../../sandbox/resources";
import { seededSecretOf } from "../../sandbox/seed/applications";
import { ids, stableGuid } from "../../sandbox/seed/stableIds";
import { claimsOf, postToken, register, signIn, useSandbox } from "./identityLab";
import { frame } from "./imapSupport";

const grace = "grace@contoso.test";
const roles = ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp"];
const mailScope = "https://outlook.office365.com/.default";
const outlook = "https://outlook.office.com";

/** What opening INBOX comes to, under the real server's name. */
async function openInbox(user: string, accessToken: string): Promise<string> {
  const client = new ImapFlow({
    host: "outlook.office365.com",
    port: 993,
    secure: true,
    logger: false,
    auth: { user, accessToken },
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

/** The last answer of POP to a login and STAT. */
async function askPop(user: string, token: string): Promise<string> {
  const socket = connect({ host: "outlook.office365.com", port: 995 });
  socket.setEncoding("latin1");
  let answer = "";
  for (const line of ["", "AUTH XOAUTH2", frame(user, token), "STAT"]) {
    if (line !== "") socket.write(`${line}\r\n`);
    [answer] = (await once(socket, "data")) as [string];
    if (answer.startsWith("-ERR")) break;
  }
  socket.destroy();
  return answer.trim();
}

/** What the server says to a message sent to Grace. */
async function send(host: string, user: string, accessToken: string): Promise<string> {
  const transport = createTransport({
    host,
    port: 587,
    secure: false,
    requireTLS: true,
    // nodemailer asks the DNS by itself, which knows the real servers only.
    connection: connectPlain({ host, port: 587 }),
    auth: { type: "OAuth2", user, accessToken },
  });
  try {
    return (await transport.sendMail({ from: user, to: grace, subject: "x", text: "x" })).response;
  } catch (error) {
    return (error as { response?: string }).response ?? String(error);
  } finally {
    transport.close();
  }
}

const askToken = (
  { appId, secret }: { readonly appId: string; readonly secret: string },
  { tenant = ids.contoso, scope = mailScope }: { tenant?: string; scope?: string } = {},
) =>
  postToken(tenant, {
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: secret,
    scope,
  });

describe("mail of the sandbox by Microsoft's names, with tokens of its identity part", function () {
  this.timeout(30_000);
  const sandbox = useSandbox("embedded");

  /** A confidential registration with a secret; `granted` = an administrator has consented. */
  function service(granted: readonly string[]) {
    const { world } = sandbox();
    const displayName = `service ${world.applications.size}`;
    const secrets = [{ name: "first", endsInDays: 30 }];
    const { id, appId } = register(world, {
      displayName,
      signInAudience: "AzureADMyOrg",
      exchangeRoles: roles,
      secrets,
    });
    const principal = ensureServicePrincipal(world, ids.contoso, appId);
    const api = ensureServicePrincipal(world, ids.contoso, exchangeOnline.appId);
    for (const role of exchangeOnline.roles.filter(({ value }) => granted.includes(value))) {
      const assignment = `${appId} ${role.id}`;
      world.appRoleAssignments.set(assignment, {
        id: assignment,
        tenantId: ids.contoso,
        principalId: principal.id,
        resourceId: api.id,
        appRoleId: role.id,
      });
    }
    return { id, appId, principal, secret: seededSecretOf(displayName, "first") };
  }

  it("an application opens and sends with full access, and only then", async () => {
    const app = service(roles);
    const { world } = sandbox();
    const { body } = await askToken(app);
    const token = body.access_token ?? "";
    const claims = claimsOf(token);
    assert.deepEqual([claims["aud"], claims["roles"]], ["https://outlook.office365.com", roles]);
    const known = (objectId: string): void => {
      world.exchangePrincipals.push({ tenantId: ids.contoso, appId: app.appId, objectId });
    };

    known(app.id);
    assert.equal(await openInbox(grace, token), "AUTHENTICATE failed.");
    known(app.principal.id);
    assert.equal(await openInbox(grace, token), "User is authenticated but not connected.");
    assert.match(await askPop(grace, token), /^-ERR Authentication failure/);
    assert.match(
      await send("smtp.office365.com", grace, token),
      /^430 4\.2\.0 .*Cannot open mailbox/,
    );

    world.mailboxes.get(grace)?.delegateIds.add(app.principal.id);
    assert.equal(await openInbox(grace, token), "3 messages");
    assert.match(await askPop(grace, token), /^\+OK 3 /);
    assert.match(await send("smtp.office365.com", grace, token), /^250 2\.0\.0 OK /);
    assert.equal(await openInbox(grace, token), "4 messages");
  });

  it("an application without consent gets a token without roles, which opens nothing", async () => {
    const { body } = await askToken(service([]));
    assert.equal(claimsOf(body.access_token)["roles"], undefined);
    assert.equal(await openInbox(grace, body.access_token ?? ""), "AUTHENTICATE failed.");
  });

  it("the audience of the consent page opens nothing", async () => {
    const scope = "https://ps.outlook.com/.default";
    const { body } = await askToken(service(roles), { scope });
    assert.equal(claimsOf(body.access_token)["aud"], "https://ps.outlook.com");
    assert.equal(await openInbox(grace, body.access_token ?? ""), "AUTHENTICATE failed.");
  });

  const refused: readonly (readonly [string, number])[] = [
    ["common", 9001023],
    ["consumers", 9001023],
    ["organizations", 50059],
  ];
  for (const [tenant, code] of refused) {
    it(`an application gets no token at ${tenant}`, async () => {
      const { body } = await askToken(service(roles), { tenant });
      assert.deepEqual(body["error_codes"], [code]);
    });
  }

  it("a personal account reads and sends with an opaque token", async () => {
    const vera = "vera@outlook.test";
    const scopes = ["IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send"];
    const scope = scopes.map((name) => `${outlook}/${name}`).join(" ");
    const { body } = await signIn(stableGuid("client aerc-ada"), { user: vera, scope });
    const token = body.access_token ?? "";
    assert.equal(token.split(".").length, 1);
    assert.equal(await openInbox(vera, token), "6 messages");
    assert.match(await askPop(vera, token), /^\+OK 6 /);
    assert.match(await send("smtp-mail.outlook.com", vera, token), /^250 2\.0\.0 OK /);
  });
});
