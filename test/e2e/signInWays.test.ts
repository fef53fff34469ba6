import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { seedApplication, seededSecretOf } from "../sandbox/seed/applications";
import { servicePrincipalId } from "../sandbox/seed";
import { userId } from "../sandbox/seed/people";
import { ids } from "../sandbox/seed/stableIds";
import { exchangeOnline } from "../sandbox/resources";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { realMailObstacle } from "../support/realMail";
import { SignInPage } from "../support/signInPage";
import { editedText } from "./editorSteps";
import {
  answerFileDialog,
  answerQuestions,
  answerSignInMailbox,
  applicationNamed,
  choose,
  find,
  openEntraMail,
  places,
  signInToManage,
  testImapLogin,
  signInMailbox,
  testMailbox,
  told,
} from "./steps";

const ada = "ada@contoso.test";
const grace = "grace@contoso.test";
const shared = "support@contoso.test";
/** Ada may open it, and not send as it. */
const info = "info@contoso.test";
const vera = "vera@outlook.test";
const invoices = "invoices@contoso.test";
const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const mailScopes = [
  "IMAP.AccessAsUser.All",
  "POP.AccessAsUser.All",
  "SMTP.Send",
  "Mail.Read",
  "offline_access",
];

/** Signs in in the browser that opens, agrees or declines where it is asked, and gives the address at which it ends. */
async function endOf(page: Page, user: string, decision = "accept"): Promise<string> {
  const asked = page.getByTestId(`user-${user}`).or(page.getByTestId(decision)).first();
  while (!page.url().includes("/nativeclient?")) {
    const before = page.url();
    if (await asked.isVisible()) {
      await asked.click();
      await page.waitForURL(({ href }) => href !== before);
    } else await pause(50);
  }
  const address = page.url();
  await page.close();
  return address;
}

describe("ways to sign a mailbox in, with Dovecot and Postfix at their end", () => {
  let lab: Lab;

  before(async function startServers() {
    const obstacle = realMailObstacle();
    if (obstacle !== undefined) {
      assert.notEqual(process.env["CI"], "true", obstacle);
      this.skip();
    }
    lab = await startLab({ mail: "servers" });
    seedTenant();
    await openEntraMail(lab);
    await lab.workbench.page.setViewportSize({ width: 1400, height: 1000 });
    await signInToManage(lab.workbench, ada);
    await lab.workbench.view(places.registrations).row("aerc-ada").waitFor();
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  /** Registrations of each kind, and a mailbox that no person signs in to. */
  function seedTenant(): void {
    const { world } = lab.sandbox;
    const plans = [
      { displayName: "paste-public", publicClient: [nativeClient], delegated: mailScopes },
      {
        displayName: "paste-web",
        web: [nativeClient],
        delegated: mailScopes,
        secrets: [{ name: "web", endsInDays: 300 }],
      },
      {
        displayName: "mail-service",
        exchangeRoles: ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp"],
        secrets: [{ name: "service", endsInDays: 100 }],
      },
    ].map((plan) =>
      seedApplication(
        {
          tenantId: ids.contoso,
          signInAudience: "AzureADMyOrg",
          ownerIds: [userId(ada)],
          ...plan,
        },
        Date.now(),
      ),
    );
    for (const application of plans) {
      world.applications.set(application.resource.id, application);
      const { appId } = application.resource;
      const id = servicePrincipalId(ids.contoso, appId);
      world.servicePrincipals.set(id, { id, tenantId: ids.contoso, appId });
      for (const { id: role, type } of application.resource.requiredResourceAccess.flatMap(
        ({ resourceAccess }) => resourceAccess,
      )) {
        if (type !== "Role") continue;
        world.appRoleAssignments.set(`${id} ${role}`, {
          id: `${id} ${role}`,
          tenantId: ids.contoso,
          principalId: id,
          resourceId: servicePrincipalId(ids.contoso, exchangeOnline.appId),
          appRoleId: role,
        });
      }
    }
    const support = world.mailboxes.get(shared);
    assert.ok(support);
    const delegateIds = new Set<string>();
    world.mailboxes.set(invoices, { ...support, address: invoices, delegateIds });
  }

  /** What an administrator does in Exchange Online PowerShell: New-ServicePrincipal and Add-MailboxPermission. */
  function letServiceIn(): void {
    const { world } = lab.sandbox;
    const { appId } = applicationNamed(lab.sandbox, "mail-service").resource;
    const objectId = servicePrincipalId(ids.contoso, appId);
    world.exchangePrincipals.push({ tenantId: ids.contoso, appId, objectId });
    world.mailboxes.get(invoices)?.delegateIds.add(objectId);
  }

  const testAll = (address: string, headline: string): Promise<string> =>
    testMailbox(lab.workbench, "Test All Protocols", address, headline);

  const paste = "Any browser, and paste its address";
  const alone = "The app itself, without a person";

  it("pastes the address at which the browser ended, with no secret", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    const page = await workbench.pageOpenedBy(() =>
      answerSignInMailbox(workbench, { registration: "paste-public", address: ada, flow: paste }),
    );
    const address = await endOf(page, ada);
    await workbench.page.bringToFront();
    await question.titled("Paste the Address from the Browser");
    await question.type(address.replace(/state=[^&]*/, "state=of-another-window"));
    await question.says("This is the answer to another sign-in.");
    await workbench.screenshot("ways-paste-refused");
    await question.type(address);
    await question.accept();
    await told(workbench, `${ada} is signed in.`);
    lab.sandbox.requests.clear();
    await testAll(ada, "All 4 logins work.");
    // Agreement for Microsoft Graph was asked for on the same page
    assert.equal(lab.sandbox.requests.count({ path: "/authorize" }), 0);
  });

  it("explains the address of a page on which somebody said no", async () => {
    const { workbench } = lab;
    const page = await workbench.pageOpenedBy(() =>
      answerSignInMailbox(workbench, { registration: "paste-public", address: grace, flow: paste }),
    );
    const address = await endOf(page, grace, "decline");
    assert.match(address, /error=access_denied/);
    await workbench.page.bringToFront();
    await workbench.question.titled("Paste the Address from the Browser");
    await workbench.question.type(address);
    await workbench.question.accept();
    const said = await workbench.notification("The consent was declined.");
    await workbench.screenshot("ways-paste-declined");
    assert.match(await said.innerText(), /Sign In Again/);
    await workbench.clearNotifications();
    assert.equal(await workbench.view(places.mailboxes).row(grace).count(), 0);
  });

  it("opens a shared mailbox with the same sign-in", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await workbench.command("Entra Mail: Open Shared Mailbox…");
    await question.titled("Open Shared Mailbox");
    await question.choose(ada);
    await question.says(`${ada} signs in`);
    await question.type(shared);
    await question.accept();
    await told(workbench, `${shared} is opened with this sign-in`);
    await testImapLogin(workbench, shared, `The login of ${shared} works.`);
    const row = workbench.view(places.mailboxes).row(new RegExp(`${shared}.*signs in as ${ada}`));
    await row.waitFor();
    await workbench.screenshot("ways-shared");
  });

  it("learns by a message that a shared mailbox lets it read, and not send as it", async () => {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Open Shared Mailbox…");
    await workbench.question.titled("Open Shared Mailbox");
    await workbench.question.choose(ada);
    await workbench.question.says(`${ada} signs in`);
    await workbench.question.type(info);
    await workbench.question.accept();
    await told(workbench, `${info} is opened with this sign-in`);
    await workbench.closeEditors();
    await workbench.command("Entra Mail: Send Test Message…");
    await workbench.question.titled("Send Test Message");
    await workbench.question.choose(info);
    await workbench.question.choose("SMTP");
    await workbench.answerDialog("Send");
    const report = workbench.preview();
    await report
      .getByText(/may not send as/)
      .first()
      .waitFor();
    await workbench.screenshot("ways-shared-not-sent");
    assert.match(
      await report.innerText(),
      /Add-RecipientPermission -Identity 'info@contoso\.test'/,
    );
    await workbench.clearNotifications();
  });

  it("says of a Web registration that its secret is wrong, and takes the right one", async () => {
    const { workbench } = lab;
    // Begins as the right one does: what does not is refused while it is typed
    const hint = seededSecretOf("paste-web", "web").slice(0, 3);
    await typeSecret("paste-web", `${hint}-and-then-cut-off-and-mistyped-somehow`);
    await workbench.dialog.waitFor();
    await workbench.screenshot("ways-secret-refused");
    await workbench.answerDialog("Store Anyway");
    await told(workbench, "The value of web is stored here.");
    await pasteCode();
    await workbench.notification("The client secret was not accepted.");
    await workbench.screenshot("ways-secret-wrong");
    await workbench.answerNotification(
      "The client secret was not accepted.",
      "Store Secret Value…",
    );
    await workbench.question.titled("Store the Value of a Client Secret");
    await workbench.question.choose("paste-web");
    await finishSecret(seededSecretOf("paste-web", "web"));
    await told(workbench, "The value of web is stored here, and Microsoft accepts it.");
  });

  it("pastes the code alone for it, with its secret", async () => {
    const { workbench } = lab;
    await pasteCode(() => workbench.screenshot("ways-paste-code"));
    await told(workbench, `${grace} is signed in.`);
    await testAll(grace, "All 4 logins work.");
  });

  it("says of an app itself that Exchange does not let it in, and who can", async () => {
    const { workbench } = lab;
    await storeSecret("mail-service", "service");
    await answerAlone(() => workbench.screenshot("ways-app-flows"));
    await told(workbench, `${invoices} is opened by the app itself.`);
    const text = await testAll(invoices, "No login works.");
    await workbench.screenshot("ways-app-refused");
    for (const protocol of ["IMAP", "POP", "SMTP"]) {
      assert.match(text, new RegExp(`${protocol}[^\n]*✗ Exchange does not let the app into`));
    }
    assert.match(text, /→ Show Exchange Online Script/);
  });

  it("opens the mailbox as the app itself, with a secret, once it is let in", async () => {
    letServiceIn();
    const text = await testAll(invoices, "3 of 4 logins work.");
    await lab.workbench.screenshot("ways-app-report");
    assert.match(text, /Graph[^\n]*✗ .*the app has no permission for Graph/);
  });

  it("opens it with a certificate just as well, when that one is chosen", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await workbench.command("Entra Mail: Create Certificate…");
    await answerQuestions(workbench, {
      first: "Create Certificate",
      last: "Check and confirm",
      answers: { "Which app registration": find("mail-service"), "How long": choose("6 months") },
    });
    await question.choose("Add");
    await told(workbench, "mail-service has a new certificate.");
    await workbench.command("Entra Mail: Sign In Mailbox Again");
    await question.titled("Sign In Mailbox Again");
    await question.choose(invoices);
    await question.named(/mail-service/);
    await workbench.screenshot("ways-credentials");
    await question.choose(/mail-service/);
    await told(workbench, `${invoices} is opened by the app itself.`);
    await testImapLogin(workbench, invoices, `The login of ${invoices} works.`);
    // Rows that have no room are not drawn
    await workbench.view(places.registrations).fold();
    const mailboxes = workbench.view(places.mailboxes);
    await mailboxes.row(new RegExp(`${invoices}.*opened by the app itself`)).waitFor();
    await workbench.screenshot("ways-mailboxes");
  });

  it("goes on after a code was declined, and opens the mailbox of a personal account", async () => {
    const { workbench } = lab;
    const personal = { registration: "aerc-ada", address: vera, user: vera };
    await answerSignInMailbox(workbench, { ...personal, flow: "Code on any device" });
    await workbench.notification(/Enter the code/);
    const page = await workbench.pageOpenedBy(() =>
      workbench.followNotification("Copy Code and Open"),
    );
    const signIn = new SignInPage(page);
    await signIn.enterCode(await workbench.clipboard());
    await page.bringToFront();
    await signIn.pickWhenAsked(vera);
    await signIn.decline();
    await workbench.page.bringToFront();
    await workbench.notification("The consent was declined.");
    await workbench.screenshot("ways-code-declined");
    await workbench.clearNotifications();

    await signInMailbox(workbench, personal);
    await told(workbench, `${vera} is signed in.`);
    await testAll(vera, "Both logins work.");
    await workbench.screenshot("ways-personal");
    const mailbox = lab.sandbox.world.mailboxes.get(vera);
    assert.ok(mailbox);
    mailbox.imapEnabled = false;
    try {
      await testImapLogin(workbench, vera, `IMAP is switched off for ${vera}.`);
      await workbench.screenshot("ways-personal-closed");
      await workbench.notification("Open Outlook Settings");
    } finally {
      mailbox.imapEnabled = true;
    }
    await workbench.clearNotifications();
  });

  it("knows of a personal account's token only what came with it", async () => {
    const { workbench } = lab;
    await workbench.closeEditors();
    await workbench.command("Entra Mail: Show Token Details");
    await workbench.question.titled("Show Token Details");
    await workbench.question.choose(vera);
    const report = workbench.preview();
    await report.getByText("IMAP yes").first().waitFor();
    await workbench.screenshot("ways-personal-token");
  });

  it("gives what a guide asks to do by hand", async () => {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Copy Token Request as cURL");
    await workbench.question.titled("Copy Token Request as cURL");
    await workbench.question.choose("paste-web");
    await workbench.question.choose("Refresh token for a new access token");
    await workbench.dialog.waitFor();
    await workbench.screenshot("ways-curl");
    await workbench.answerDialog("Copy With Placeholder");
    await told(workbench, "The request is copied.");
    const text = await workbench.clipboard();
    assert.match(text, /client_secret=PUT_THE_CLIENT_SECRET_HERE/);
    assert.ok(!text.includes(seededSecretOf("paste-web", "web")));
    await workbench.command("Entra Mail: Copy Authorize URL");
    await workbench.question.titled("Copy Authorize URL");
    await workbench.question.choose("paste-web");
    await told(workbench, "The address is copied.");
    assert.match(
      await workbench.clipboard(),
      /^https:\/\/login\.microsoftonline\.com\/.*nativeclient/,
    );
  });

  it("writes the client secret into a file only when that is chosen, for its owner alone", async () => {
    const { workbench, directory } = lab;
    const secret = seededSecretOf("paste-web", "web");
    await workbench.closeEditors();
    await workbench.command("Entra Mail: Export Client Configuration…");
    const { question } = workbench;
    await question.titled("Export Client Configuration");
    await question.choose(grace);
    await question.titled("Export Client Configuration (1");
    await question.type("pizauth");
    await question.choose("pizauth");
    await told(workbench, "This is a preview; nothing was written.");
    await workbench.screenshot("secret-preview");
    assert.ok(!(await editedText(workbench)).includes(secret));

    const file = join(directory, "pizauth.conf");
    await saveWith("Leave the placeholder", file);
    assert.ok(!readFileSync(file, "utf8").includes(secret));
    await saveWith("Insert the client secret", join(directory, "secret.conf"), () =>
      workbench.screenshot("secret-question"),
    );
    const written = readFileSync(join(directory, "secret.conf"), "utf8");
    assert.ok(written.includes(`client_secret = "${secret}"`), "the secret is missing");
    assert.equal(statSync(join(directory, "secret.conf")).mode & 0o777, 0o600);
  });

  it("adds it to a file after the change was looked at, in which it is not shown", async () => {
    const { workbench, directory } = lab;
    const secret = seededSecretOf("paste-web", "web");
    const file = join(directory, "mine.conf");
    const before = 'account "mine" {\n}\n';
    writeFileSync(file, before, { mode: 0o644 });
    await workbench.command("Entra Mail: Append Configuration to File…");
    await answerFileDialog(workbench, file);
    await workbench.dialog.waitFor();
    await workbench.screenshot("secret-append");
    const shown = await workbench.page.locator(".monaco-diff-editor").innerText();
    assert.match(shown.replaceAll("\u00a0", " "), /client_secret/);
    assert.ok(!shown.includes(secret));
    await workbench.answerDialog("Append");
    await workbench.question.titled("Append to File");
    await workbench.question.choose("Insert the client secret");
    await told(workbench, "What was there before is in");
    const after = readFileSync(file, "utf8");
    assert.ok(after.startsWith(before) && after.includes(secret));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const copy = readdirSync(directory).find((name) => name.startsWith("mine.conf.before"));
    assert.equal(readFileSync(join(directory, copy ?? ""), "utf8"), before);
    await workbench.closeEditors();
  });

  it("removes all stored secrets and signs out, after a question that counts them", async () => {
    const { workbench } = lab;
    const remove = "Entra Mail: Remove All Stored Secrets and Sign Out";
    await workbench.command(remove);
    await workbench.dialog.waitFor();
    await workbench.screenshot("remove-all-question");
    const asked = await workbench.dialog.innerText();
    assert.match(asked, /signs out 6 mailboxes and removes 2 client secrets and 1 private key/);
    await workbench.answerDialog("Cancel");
    assert.equal((await workbench.view(places.mailboxes).rows()).length > 0, true);
    await workbench.command(remove);
    await workbench.answerDialog("Remove");
    await workbench.notification("All stored secrets are removed.");
    await workbench.view(places.mailboxes).welcome.waitFor();
    await workbench.screenshot("remove-all-done");
    await workbench.clearNotifications();
    assert.deepEqual(await workbench.view(places.mailboxes).rows(), []);
  });

  async function saveWith(choice: string, file: string, look?: () => Promise<unknown>) {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Save Configuration As…");
    await workbench.question.titled("Save Client Configuration");
    await look?.();
    await workbench.question.choose(choice);
    await answerFileDialog(workbench, file);
    await told(workbench, "Written to");
  }

  /** Stores the value of a seeded secret, as somebody does who has it from elsewhere. */
  async function storeSecret(registration: string, name: string): Promise<void> {
    await typeSecret(registration, seededSecretOf(registration, name));
    await told(lab.workbench, `The value of ${name} is stored here`);
  }

  async function typeSecret(registration: string, value: string): Promise<void> {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Store the Value of a Client Secret…");
    await workbench.question.titled("Store the Value of a Client Secret");
    await workbench.question.choose(registration);
    await finishSecret(value);
  }

  async function finishSecret(value: string): Promise<void> {
    const { question } = lab.workbench;
    await question.box.locator("input[type=password]").waitFor();
    await question.type(value);
    await question.accept();
  }

  /** Signs grace in with the Web registration, and pastes what guides say to copy: the code, up to `&session_state`. */
  async function pasteCode(look?: () => Promise<unknown>): Promise<void> {
    const { workbench } = lab;
    const page = await workbench.pageOpenedBy(() =>
      answerSignInMailbox(workbench, { registration: "paste-web", address: grace, flow: paste }),
    );
    const address = await endOf(page, grace);
    await workbench.page.bringToFront();
    await workbench.question.titled("Paste the Address from the Browser");
    const code = new URL(address).searchParams.get("code") ?? "";
    await workbench.question.type(`${code}&session_state=00112233`);
    await look?.();
    await workbench.question.accept();
  }

  async function answerAlone(look: () => Promise<unknown>): Promise<void> {
    const { workbench } = lab;
    const { question } = workbench;
    await workbench.command("Entra Mail: Sign In Mailbox");
    await question.titled("Sign In Mailbox");
    await question.choose("mail-service");
    await question.titled("Sign In Mailbox (1/2)");
    await question.type(invoices);
    await question.accept();
    await question.titled("Sign In Mailbox (2/2)");
    await look();
    await question.choose(alone);
  }
});
