import assert from "node:assert/strict";
import { ids } from "../../sandbox/seed/stableIds";
import { itRefuses, odata, type Row, unauthorized } from "./graphRefusal";
import { type Ask, good, type Seen, type Stage, stage } from "./graphSupport";

const inbox = "/mailFolders/inbox";
const support = "/users/support@contoso.test";
const subjects = (list: Seen): string[] => list.value.map(({ subject }) => subject);

/** A message as clients write it: the action's parameters begin with small letters. */
const letter = (change: object = {}, saveToSentItems?: boolean): Ask => ({
  body: {
    message: {
      subject: "Grüße",
      body: { contentType: "Text", content: "Hällo.\nBye." },
      toRecipients: [{ emailAddress: { address: "grace@contoso.test" } }],
      ...change,
    },
    ...(saveToSentItems === undefined ? {} : { saveToSentItems }),
  },
});
const from = (address: string): object => ({ from: { emailAddress: { address } } });

function mailboxOf(on: Stage, address: string) {
  const mailbox = on.world.mailboxes.get(address);
  assert.ok(mailbox, address);
  return mailbox;
}

describe("the sandbox's Graph mail", () => {
  const inboxes: readonly (readonly [string, string, number])[] = [
    ["of the signed-in user", "GET /me/mailFolders/inbox as mailReader", 1204],
    ["with basic rights", "GET /me/mailFolders/inbox as mailBasic", 1204],
    ["of a personal account", "GET /me/mailFolders/inbox as veraMail", 6],
    ["by the user's own name", "GET /users/Ada@Contoso.test/mailFolders/inbox as mailReader", 1204],
    ["of a shared mailbox, for its delegate", `GET ${support}${inbox} as mailShared`, 7],
    [
      "of anybody, for a service",
      "GET /users/grace@contoso.test/mailFolders/inbox as mailDaemon",
      3,
    ],
    ["of a shared mailbox, for a service", `GET ${support}${inbox} as mailDaemon`, 7],
  ];
  for (const [what, request, count] of inboxes) {
    it(`opens the inbox ${what}`, async () => {
      const [line = "", as = ""] = request.split(" as ");
      const folder = await good(stage(), line, { as });
      assert.deepEqual([folder.displayName, folder.totalItemCount], ["Inbox", count]);
    });
  }

  it("selects, and finds a folder again by its id", async () => {
    const on = stage();
    const as = "mailReader";
    const line = `GET /me${inbox}?$select=id,totalItemCount`;
    const { "@odata.context": context, ...folder } = await good(on, line, { as });
    assert.match(context, /\/mailFolders\(id,totalItemCount\)\/\$entity$/);
    assert.deepEqual(Object.keys(folder), ["id", "totalItemCount"]);
    const again = await good(on, `GET /me/mailFolders/${folder.id}`, { as });
    assert.equal(again.displayName, "Inbox");
    const all = await good(on, "GET /me/mailFolders", { as });
    assert.ok(all.value.some(({ displayName }) => displayName === "Sent Items"));
  });

  it("lists ten messages at a time, newest first, and hides bodies from basic rights", async () => {
    const on = stage();
    const first = await good(on, "GET /me/messages", { as: "mailReader" });
    assert.equal(first.value.length, 10);
    assert.equal(first.value[0]?.subject, "Backup of host 1204 finished");
    assert.match(first.value[0]?.body?.content ?? "", /^This is message 1204/);
    const second = await good(on, `GET ${first["@odata.nextLink"]}`, { as: "mailReader" });
    assert.equal(second.value.length, 10);
    assert.notEqual(second.value[0]?.id, first.value[0]?.id);
    const sorted = "GET /me/mailFolders/inbox/messages?$top=2&$orderby=receivedDateTime desc";
    assert.equal(
      subjects(await good(on, sorted, { as: "mailReader" }))[0],
      first.value[0]?.subject,
    );
    const basic = await good(on, "GET /me/messages?$top=1", { as: "mailBasic" });
    assert.equal(basic.value[0]?.body, undefined);
    const one = await good(on, `GET /me/messages/${first.value[0]?.id}`, { as: "mailReader" });
    assert.equal(one.subject, first.value[0]?.subject);
  });

  it("sends into the sandbox's mailboxes and keeps a copy unless told not to", async () => {
    const on = stage();
    const sent = await on.ask("POST /me/sendMail", { as: "mailSender", ...letter() });
    assert.deepEqual([sent.status, sent.body.text], [202, ""]);
    const arrived = mailboxOf(on, "grace@contoso.test").messages.at(-1);
    assert.deepEqual([arrived?.subject, arrived?.from], ["Grüße", "ada@contoso.test"]);
    assert.equal(Buffer.from(arrived?.text ?? "", "latin1").toString(), "Hällo.\r\nBye.");
    await on.ask("POST /me/sendMail", { as: "mailSender", ...letter({}, false) });
    assert.equal(mailboxOf(on, "ada@contoso.test").sent.length, 1);
    const asShared = letter(from("support@contoso.test"));
    assert.equal(
      (await on.ask("POST /me/sendMail", { as: "mailShared", ...asShared })).status,
      202,
    );
    const service = await on.ask(`POST ${support}/sendMail`, { as: "mailDaemon", ...letter() });
    assert.equal(service.status, 202);
    assert.equal(mailboxOf(on, "support@contoso.test").sent.length, 1);
  });

  it("tells who has an Exchange plan, and which mailbox is shared", async () => {
    const on = stage();
    const plans = async (line: string, as: string): Promise<string[]> => {
      const { value } = await good(on, line, { as });
      return value.flatMap(({ servicePlans }) =>
        servicePlans.map(({ servicePlanName }) => servicePlanName),
      );
    };
    assert.ok((await plans("GET /me/licenseDetails", "ada")).includes("EXCHANGE_S_ENTERPRISE"));
    const without = await plans("GET /me/licenseDetails", "unlicensed");
    assert.deepEqual(without, ["EXCHANGE_S_FOUNDATION", "AAD_PREMIUM"]);
    const grace = "GET /users/grace@contoso.test";
    assert.ok((await plans(`${grace}/licenseDetails`, "people")).includes("EXCHANGE_S_ENTERPRISE"));
    const user = await good(on, `${grace}?$select=mail,assignedPlans`, { as: "people" });
    assert.ok(user.assignedPlans.some(({ service }) => service === "exchange"));
    assert.equal((await good(on, grace, { as: "people" })).assignedPlans, undefined);
    const shared = await good(on, `GET ${support}?$select=accountEnabled`, { as: "people" });
    assert.equal(shared.accountEnabled, false);
    const settings = await good(on, "GET /me/mailboxSettings", { as: "mailShared" });
    assert.equal(settings.userPurpose, "user");
  });
});

const forbidden = { status: 403, code: "ErrorAccessDenied" } as const;
const send = "POST /me/sendMail";

const rows: readonly Row[] = [
  {
    what: "the inbox without a mail scope",
    line: `GET /me${inbox}`,
    ask: { as: "profileOnly" },
    ...forbidden,
    says: "Check credentials",
  },
  {
    what: "sending with the right to read",
    line: send,
    ask: { as: "mailReader", ...letter() },
    ...forbidden,
  },
  {
    what: "the inbox with a token for Outlook",
    line: `GET /me${inbox}`,
    ask: { as: "mail" },
    ...unauthorized,
    says: "Invalid audience",
  },
  {
    what: "the inbox with something that is no token",
    line: `GET /me${inbox}`,
    ask: { as: "0.AXoA_refresh_token" },
    ...unauthorized,
    says: "CompactToken parsing failed",
  },
  {
    what: "another's inbox with a scope for one's own",
    line: "GET /users/grace@contoso.test/mailFolders/inbox",
    ask: { as: "mailReader" },
    ...forbidden,
  },
  {
    what: "a shared mailbox with a scope for one's own",
    line: `GET ${support}${inbox}`,
    ask: { as: "mailReader" },
    ...forbidden,
  },
  {
    what: "a shared mailbox to a stranger",
    line: `GET ${support}${inbox}`,
    ask: { as: "graceShared" },
    ...forbidden,
  },
  {
    what: "a mailbox that a policy keeps a service out of",
    line: "GET /users/grace@contoso.test/mailFolders/inbox",
    ask: { as: "mailDaemon" },
    given: (on) => mailboxOf(on, "grace@contoso.test").blockedAppIds.add(ids.managementClient),
    ...forbidden,
    says: "Access to OData is disabled",
  },
  {
    what: "the inbox of a user without a licence",
    line: `GET /me${inbox}`,
    ask: { as: "unlicensed" },
    status: 404,
    code: "MailboxNotEnabledForRESTAPI",
    says: "inactive, soft-deleted, or is hosted on-premise",
  },
  {
    what: "the inbox of a user whose licence was taken",
    line: `GET /me${inbox}`,
    ask: { as: "mailReader" },
    given: (on) => {
      mailboxOf(on, "ada@contoso.test").licensed = false;
    },
    status: 404,
    code: "MailboxNotEnabledForRESTAPI",
  },
  {
    what: "the inbox of a guest",
    line: `GET /me${inbox}`,
    ask: { as: "guestMail" },
    status: 404,
    code: "ResourceNotFound",
    says: "could not be discovered",
  },
  {
    what: "the inbox of nobody",
    line: "GET /users/nobody@contoso.test/mailFolders/inbox",
    ask: { as: "mailDaemon" },
    status: 404,
    code: "ErrorInvalidUser",
    says: "nobody@contoso.test",
  },
  {
    what: "a mailbox of another directory",
    line: "GET /users/alan@fabrikam.test/mailFolders/inbox",
    ask: { as: "mailDaemon" },
    status: 404,
    code: "ErrorInvalidUser",
  },
  {
    what: "/me to a service",
    line: `GET /me${inbox}`,
    ask: { as: "mailDaemon" },
    ...odata,
    says: "delegated authentication flow",
  },
  {
    what: "a message that is not there",
    line: `GET /me/messages/${"A".repeat(120)}`,
    ask: { as: "mailReader" },
    status: 404,
    code: "ErrorItemNotFound",
    says: "not found in the store",
  },
  {
    what: "a message without recipients",
    line: send,
    ask: { as: "mailSender", ...letter({ toRecipients: [] }) },
    status: 400,
    code: "ErrorInvalidRecipients",
  },
  {
    what: "a message from somebody else",
    line: send,
    ask: { as: "mailShared", ...letter(from("grace@contoso.test")) },
    status: 403,
    code: "ErrorSendAsDenied",
    says: "does not have the right to send mail on behalf",
  },
  {
    what: "a message from a shared mailbox with a scope for one's own",
    line: send,
    ask: { as: "mailSender", ...letter(from("support@contoso.test")) },
    status: 403,
    code: "ErrorSendAsDenied",
  },
  {
    what: "a message of a wrong shape",
    line: send,
    ask: { as: "mailSender", ...letter({ toRecipients: "grace@contoso.test" }) },
    status: 400,
    code: "Request_BadRequest",
    described: true,
  },
  {
    what: "another user to somebody who may see themselves",
    line: "GET /users/grace@contoso.test",
    ask: { as: "profileOnly" },
    status: 403,
    code: "Authorization_RequestDenied",
  },
  {
    what: "a user that is not there",
    line: "GET /users/nobody@contoso.test",
    ask: { as: "people" },
    status: 404,
    code: "Request_ResourceNotFound",
  },
];

describe("the sandbox's Graph mail refuses", () => itRefuses(rows));
