import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedApplication } from "../sandbox/seed/applications";
import { ids } from "../sandbox/seed/stableIds";
import { dovecotObstacle } from "../support/dovecot/dovecot";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import {
  answerFileDialog,
  eventually,
  openEntraMail,
  places,
  signInMailbox,
  signInToManage,
  testImapLogin,
  testMailbox,
  told,
  useTheme,
} from "./steps";

const ada = "ada@contoso.test";
const name = "every-protocol";
const themes = [
  ["Dark Modern", "vs-dark"],
  ["Dark High Contrast", "hc-black"],
] as const;

describe("every protocol, with Dovecot and Postfix at its end", () => {
  let lab: Lab;

  before(async function startServers() {
    const obstacle = dovecotObstacle();
    if (obstacle !== undefined) {
      assert.notEqual(process.env["CI"], "true", obstacle);
      this.skip();
    }
    lab = await startLab({ mail: "servers" });
    const { world } = lab.sandbox;
    const application = seedApplication(
      {
        tenantId: ids.contoso,
        displayName: name,
        signInAudience: "AzureADMultipleOrgs",
        publicClient: ["http://localhost"],
        delegated: [
          "offline_access",
          "User.Read",
          "IMAP.AccessAsUser.All",
          "SMTP.Send",
          "POP.AccessAsUser.All",
          "Mail.Read",
        ],
      },
      Date.now(),
    );
    world.applications.set(application.resource.id, application);
    await openEntraMail(lab);
    await signInToManage(lab.workbench, ada);
    await signInMailbox(lab.workbench, { registration: name, address: ada, user: ada });
    await told(lab.workbench, `${ada} is signed in.`);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  /** Runs a test of ada's mailbox and returns its report. */
  const test = (command: string, headline: string | RegExp): Promise<string> =>
    testMailbox(lab.workbench, command, ada, headline);

  const mailboxOf = () => {
    const mailbox = lab.sandbox.world.mailboxes.get(ada);
    assert.ok(mailbox !== undefined);
    return mailbox;
  };

  it("is tested at once, on one page and in a row each", async () => {
    const { workbench } = lab;
    const text = await test("Test All Protocols", /logins? works?\./);
    await workbench.screenshot("all-protocols");
    for (const words of [/IMAP[\s\S]*✓/, /SMTP[\s\S]*✓/, /POP[\s\S]*✓/]) assert.match(text, words);
    const mailboxes = workbench.view(places.mailboxes);
    await mailboxes.expand(ada);
    for (const row of [/IMAP.*✓/, /SMTP.*✓/, /POP.*✓/]) await mailboxes.row(row).waitFor();
    await workbench.screenshot("all-protocols-rows");
  });

  it("tells what SMTP proved without sending anything", async () => {
    const before = mailboxOf().messages.length;
    const text = await test("Test SMTP Login", `The login of ${ada} works.`);
    await lab.workbench.screenshot("smtp-report");
    assert.match(text, /accepted the sign-in and the sender address, which was then taken back/);
    assert.equal(mailboxOf().messages.length, before);
  });

  it("sends a message to oneself only after a question", async () => {
    const { workbench } = lab;
    await workbench.closeEditors();
    await workbench.command("Entra Mail: Send Test Message…");
    await workbench.question.titled("Send Test Message");
    await workbench.question.choose(ada);
    await workbench.question.choose("SMTP");
    await workbench.answerDialog("Send");
    const report = workbench.preview();
    await report.getByText(`A message to`).first().waitFor();
    await workbench.screenshot("test-message-report");
    assert.match(await report.innerText(), /send\sa\smessage\s.*✓/);
  });

  it("says that POP is closed, and how it is opened", async () => {
    mailboxOf().popEnabled = false;
    try {
      const text = await test("Test POP Login", `POP is closed for ${ada}.`);
      await lab.workbench.screenshot("pop-report-closed");
      assert.match(text, /Set-CASMailbox -Identity 'ada@contoso\.test' -PopEnabled \$true/);
    } finally {
      mailboxOf().popEnabled = true;
    }
    await lab.workbench.clearNotifications();
  });

  it("says that SMTP is closed, and how it is opened", async () => {
    mailboxOf().smtpAuthDisabled = true;
    try {
      const text = await test("Test SMTP Login", /SMTP AUTH|may not send/);
      await lab.workbench.screenshot("smtp-report-closed");
      assert.match(text, /✗ may not send/);
      assert.match(text, /Set-CASMailbox[\s\S]*SmtpClientAuthenticationDisabled \$false/);
    } finally {
      mailboxOf().smtpAuthDisabled = null;
    }
    await lab.workbench.clearNotifications();
  });

  it("says by Graph that there is no mailbox without a licence", async () => {
    mailboxOf().licensed = false;
    try {
      await test("Test Graph Mail", /There is no mailbox of|has no Exchange Online licence/);
      await lab.workbench.screenshot("graph-report-no-mailbox");
    } finally {
      mailboxOf().licensed = true;
    }
    await lab.workbench.clearNotifications();
  });

  it("says whose sign-in it is that does not open another mailbox", async () => {
    const { workbench } = lab;
    const grace = "grace@contoso.test";
    await workbench.command("Entra Mail: Open Shared Mailbox…");
    await workbench.question.titled("Open Shared Mailbox");
    await workbench.question.choose(ada);
    await workbench.question.says(`${ada} signs in`);
    await workbench.question.type(grace);
    await workbench.question.accept();
    await told(workbench, `${grace} is opened with this sign-in`);
    await workbench.view(places.mailboxes).expand(grace);
    const text = await testImapLogin(
      workbench,
      grace,
      `${grace} was not opened: the sign-in belongs to ${ada}.`,
    );
    await workbench.screenshot("imap-report-other-user");
    assert.match(text, /Add-MailboxPermission -Identity 'grace@contoso\.test'/);
    await workbench.clearNotifications();
  });

  it("is reached at a server that was typed, which may be the wrong one", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await workbench.command("Entra Mail: Edit Mail Hosts…");
    await question.titled("Edit Mail Hosts");
    await question.choose(ada);
    await question.titled("Edit Mail Hosts (1/3)");
    await question.type("https://localhost/owa");
    await question.says("without https and without a path");
    await workbench.screenshot("hosts-refused");
    // Nothing listens there
    await question.type("localhost:1");
    await question.accept();
    await acceptMailHosts(2);
    await told(workbench, "is reached at the servers you named from now on.");
    const text = await test("Test IMAP Login", "The mail server localhost cannot be reached.");
    await workbench.screenshot("hosts-wrong");
    assert.match(text, /typed for the mailbox, in place of Microsoft's/);
    await workbench.answerNotification("The mail server localhost", "Edit Mail Hosts");
    await question.titled("Edit Mail Hosts (1/3)");
    await question.type("");
    await question.accept();
    await acceptMailHosts(2);
    await told(workbench, "is reached at Microsoft's servers.");
    await test("Test IMAP Login", `The login of ${ada} works.`);
  });

  async function acceptMailHosts(from: number): Promise<void> {
    for (let step = from; step <= 3; step += 1) {
      await lab.workbench.question.titled(`Edit Mail Hosts (${step}/3)`);
      await lab.workbench.question.accept();
    }
  }

  it("is written into the configuration of a mail program, previewed, saved and added to", async () => {
    const { workbench, directory } = lab;
    await workbench.closeEditors();
    await workbench.command("Entra Mail: Export Client Configuration…");
    const { question } = workbench;
    await question.titled("Export Client Configuration");
    await question.choose(ada);
    await question.titled("Export Client Configuration (1)");
    await workbench.screenshot("export-programs");
    await question.type("msmtp");
    await question.choose("msmtp");
    await question.titled("Export Client Configuration (2/2)");
    await workbench.screenshot("export-token-source");
    await question.choose("entra-mail-token");
    await told(workbench, "This is a preview. Tokens are not served yet");
    await eventually(async () =>
      assert.match(await workbench.editorText(), /host\s"smtp\.office365\.com"/),
    );
    await workbench.screenshot("export-preview");
    const file = join(directory, "msmtprc");
    await workbench.command("Entra Mail: Save Configuration As…");
    await answerFileDialog(workbench, file);
    await told(workbench, "Written to");
    assert.match(readFileSync(file, "utf8"), /^auth xoauth2$/m);

    const other = join(directory, "other-msmtprc");
    const before = "# mine\naccount other\nhost mail.example.com\n";
    writeFileSync(other, before, { mode: 0o600 });
    await workbench.command("Entra Mail: Append Configuration to File…");
    await answerFileDialog(workbench, other);
    await workbench.dialog.waitFor();
    await workbench.screenshot("export-append");
    await workbench.answerDialog("Append");
    await told(workbench, "What was there before is in");
    const copies = readdirSync(directory).filter((entry) =>
      entry.startsWith("other-msmtprc.before-"),
    );
    assert.equal(copies.length, 1);
    assert.equal(readFileSync(join(directory, copies[0] ?? ""), "utf8"), before);
    const after = readFileSync(other, "utf8");
    assert.ok(after.startsWith(before), after);
    assert.match(after, /^auth xoauth2$/m);
    assert.equal(statSync(other).mode & 0o777, 0o600);
  });

  it("leaves a file alone that somebody changes while the change is looked at", async () => {
    const { workbench, directory } = lab;
    const file = join(directory, "third-msmtprc");
    writeFileSync(file, "# first\n");
    await workbench.command("Entra Mail: Append Configuration to File…");
    await answerFileDialog(workbench, file);
    await workbench.dialog.waitFor();
    writeFileSync(file, "# second\n");
    await workbench.answerDialog("Append");
    await told(workbench, "The file was changed meanwhile, so nothing was written.");
    assert.equal(readFileSync(file, "utf8"), "# second\n");
  });

  it("can be read in a dark window, and in one of high contrast", async () => {
    const { workbench, directory } = lab;
    const grace = "grace@contoso.test";
    await testImapLogin(workbench, grace, `${grace} was not opened`);
    await workbench.clearNotifications();
    await workbench.command("Entra Mail: Export Client Configuration…");
    const { question } = workbench;
    await question.titled("Export Client Configuration");
    await question.choose(ada);
    await question.titled("Export Client Configuration (1)");
    await question.type("aerc");
    await question.choose("aerc");
    await question.titled("Export Client Configuration (2/2)");
    await question.choose("entra-mail-token");
    await told(workbench, "This is a preview.");
    await workbench.command("Entra Mail: Append Configuration to File…");
    await answerFileDialog(workbench, join(directory, "third-msmtprc"));
    await workbench.answerDialog("Cancel");
    for (const [label, kind] of themes) {
      await useTheme(workbench, label, kind);
      await workbench.screenshot(`append-${kind}`);
      for (const [tab, what] of [
        ["Preview IMAP login", "refused"],
        ["accounts.conf", "preview"],
      ] as const) {
        await workbench.page.locator(".tabs-container .tab", { hasText: tab }).first().click();
        await workbench.screenshot(`${what}-${kind}`);
      }
      await workbench.page.locator(".tabs-container .tab").last().click();
    }
  });
});
