import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { seedApplication, seededSecretOf } from "../sandbox/seed/applications";
import { servicePrincipalId } from "../sandbox/seed";
import { userId } from "../sandbox/seed/people";
import { ids } from "../sandbox/seed/stableIds";
import { exchangeOnline } from "../sandbox/resources";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import {
  answerQuestions,
  answerSignInMailbox,
  choose,
  consent,
  find,
  openEntraMail,
  places,
  signInToManage,
  testImapLogin,
  told,
} from "./steps";

const ada = "ada@contoso.test";
const grace = "grace@contoso.test";
const shared = "support@contoso.test";
const invoices = "invoices@contoso.test";
const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const mailScopes = ["IMAP.AccessAsUser.All", "SMTP.Send", "Mail.Read", "offline_access"];

/** Signs in in the browser that opens, and gives the address at which it ends. */
async function endOf(page: Page, user: string): Promise<string> {
  await consent(page, user);
  await page.waitForURL(/\/nativeclient\?/);
  const address = page.url();
  await page.close();
  return address;
}

describe("ways to sign a mailbox in", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ mail: "servers" });
    seedTenant();
    await openEntraMail(lab);
    await lab.workbench.page.setViewportSize({ width: 1400, height: 1000 });
    await signInToManage(lab.workbench, ada);
    await lab.workbench.view(places.registrations).row("aerc-ada").waitFor();
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  /** Registrations of each kind, and a mailbox that a service is let into. */
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
        exchangeRoles: ["IMAP.AccessAsApp"],
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
    const service = plans.find(({ resource }) => resource.displayName === "mail-service");
    assert.ok(support && service);
    const { appId } = service.resource;
    const id = servicePrincipalId(ids.contoso, appId);
    world.exchangePrincipals.push({ tenantId: ids.contoso, appId, objectId: id });
    world.mailboxes.set(invoices, { ...support, address: invoices, delegateIds: new Set([id]) });
  }

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
    await testImapLogin(workbench, ada, `The login of ${ada} works.`);
  });

  it("got agreement for Microsoft Graph at the same page", async () => {
    const { workbench } = lab;
    lab.sandbox.requests.clear();
    await workbench.closeEditors();
    await workbench.command("Entra Mail: Test Graph Mail");
    await workbench.question.titled("Test Graph Mail");
    await workbench.question.choose(ada);
    await workbench.view(places.mailboxes).expand(ada);
    await workbench
      .view(places.mailboxes)
      .row(/Graph.*✓/)
      .waitFor();
    assert.equal(lab.sandbox.requests.operations()["GET /common/oauth2/v2.0/authorize"], undefined);
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

  it("pastes the code alone for a Web registration, with its secret", async () => {
    const { workbench } = lab;
    await storeSecret("paste-web", "web");
    const page = await workbench.pageOpenedBy(() =>
      answerSignInMailbox(workbench, { registration: "paste-web", address: grace, flow: paste }),
    );
    const address = await endOf(page, grace);
    await workbench.page.bringToFront();
    await workbench.question.titled("Paste the Address from the Browser");
    const code = new URL(address).searchParams.get("code") ?? "";
    await workbench.question.type(`${code}&session_state=00112233`);
    await workbench.screenshot("ways-paste-code");
    await workbench.question.accept();
    await told(workbench, `${grace} is signed in.`);
    await testImapLogin(workbench, grace, `The login of ${grace} works.`);
  });

  it("opens a mailbox as the app itself, with a secret", async () => {
    const { workbench } = lab;
    await storeSecret("mail-service", "service");
    await answerAlone(() => workbench.screenshot("ways-app-flows"));
    await told(workbench, `${invoices} is opened by the app itself.`);
    await testImapLogin(workbench, invoices, `The login of ${invoices} works.`);
    await workbench.screenshot("ways-app-report");
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
    const mailboxes = workbench.view(places.mailboxes);
    await mailboxes.row(new RegExp(`${invoices}.*opened by the app itself`)).waitFor();
    await workbench.screenshot("ways-mailboxes");
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

  /** Stores the value of a seeded secret, as somebody does who has it from elsewhere. */
  async function storeSecret(registration: string, name: string): Promise<void> {
    const { workbench } = lab;
    const { question } = workbench;
    await workbench.command("Entra Mail: Store the Value of a Client Secret…");
    await question.titled("Store the Value of a Client Secret");
    await question.choose(registration);
    await question.box.locator("input[type=password]").waitFor();
    await question.type(seededSecretOf(registration, name));
    await question.accept();
    await told(workbench, `The value of ${name} is stored here`);
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
