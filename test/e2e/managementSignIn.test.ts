import assert from "node:assert/strict";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { Application } from "../sandbox/model";
import { graph as graphApi } from "../sandbox/resources";
import { seedApplication } from "../sandbox/seed/applications";
import { ids } from "../sandbox/seed/stableIds";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { SignInPage } from "../support/signInPage";
import {
  answerRegisterMailApp,
  chooseSignInMethod,
  consent,
  copied,
  create,
  eventually,
  openEntraMail,
  places,
} from "./steps";

const katherine = "katherine@contoso.test";
const graph = "graph.microsoft.com";
/** Everything Entra Mail can need of Microsoft Graph, and nothing else. */
const needed = [
  "AppRoleAssignment.ReadWrite.All",
  "Application.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "Directory.Read.All",
  "User.Read",
];
const borrowed = "Microsoft Graph Command Line Tools";

describe("signing in to manage registrations", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ settings: { "entraMail.management.clientId": "" }, azureCli: true });
    const app = seedApplication(
      { tenantId: ids.fabrikam, displayName: "fabrikam-app", signInAudience: "AzureADMyOrg" },
      Date.now(),
    );
    lab.sandbox.world.applications.set(app.resource.id, app);
    await openEntraMail(lab);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("says why the Azure CLI cannot be used: it is not installed, or not signed in", async () => {
    const { workbench, directory } = lab;
    const program = join(directory, "az-program", "az");
    await rename(program, `${program}-away`);
    await workbench.command("Entra Mail: Switch Sign-In Method…");
    const question = await workbench.question.titled("Sign-In Method");
    assert.match((await question.rows()).join("\n"), /Azure CLI\s+Azure CLI is not installed here/);
    await workbench.screenshot("methods-no-az");
    await question.cancel();
    await rename(`${program}-away`, program);

    await chooseSignInMethod(workbench, "Azure CLI");
    await workbench.notification("The Azure CLI is not signed in to this directory.");
    await workbench.screenshot("az-signed-out");
    await workbench.answerNotification("The Azure CLI is not signed in", "Copy Command");
    const line = `az login --tenant ${ids.contoso} --allow-no-subscriptions`;
    await copied(workbench, line);
    assert.equal(lab.sandbox.requests.count({ host: graph }), 0);
  });

  it("shows what VS Code's own client ID may do, and leads on from what it may not", async () => {
    const { workbench, sandbox } = lab;
    await workbench.clearNotifications();
    const page = await workbench.pageOpenedBy(async () => {
      await chooseSignInMethod(workbench, "VS Code account");
      await workbench.answerDialog("Allow");
    });
    await new SignInPage(page).pick(katherine);
    await workbench.page.bringToFront();
    const question = await workbench.question.titled("What VS Code's own client ID may do here");
    const rows = (await question.rows()).join("\n");
    assert.match(rows, /lacks Application\.ReadWrite\.All/);
    assert.match(rows, /Application\.Read\.All/);
    await workbench.screenshot("editor-client-rights");
    await question.choose("Use it all the same");
    await registrations().row("aerc-ada").waitFor();
    await workbench.command("Entra Mail: Register Mail App");
    await workbench.notification("The sign-in lacks the permission Application.ReadWrite.All");
    await workbench.screenshot("editor-client-lacks");
    assert.equal(sandbox.requests.count({ host: graph, method: "POST" }), 0);
    await workbench.answerNotification("The sign-in lacks", "Sign In Another Way");
    await workbench.question.titled("Sign-In Method");
  });

  it("names the client ID of Microsoft's before the browser uses it, and no means nothing", async () => {
    const { workbench, sandbox, browser } = lab;
    const [grants, pages] = [sandbox.world.grants.size, browser.pages().length];
    await workbench.question.choose("Browser");
    await workbench.dialog.waitFor();
    assert.match(await workbench.dialog.innerText(), new RegExp(`will name ${borrowed}`));
    await workbench.screenshot("borrowed-client");
    const before = sandbox.requests.count({});
    await workbench.answerDialog("Cancel");
    assert.equal(sandbox.requests.count({}), before);
    assert.equal(browser.pages().length, pages);
    await methodInUse("VS Code account");

    const page = await workbench.pageOpenedBy(async () => {
      await workbench.question.choose("Browser");
      await workbench.answerDialog("Sign In");
    });
    const signIn = new SignInPage(page);
    await signIn.pickWhenAsked(katherine);
    assert.match((await signIn.requested()).join("\n"), /all applications/i);
    await workbench.screenshot("borrowed-consent", page);
    await signIn.decline();
    await workbench.page.bringToFront();
    await workbench.notification("The consent was declined.");
    await workbench.screenshot("borrowed-declined");
    assert.equal(sandbox.world.grants.size, grants);
    await registrations().row("aerc-ada").waitFor();
    await methodInUse("VS Code account");
    await workbench.question.cancel();
  });

  it("signs in by a code with that client ID", async () => {
    const { workbench, sandbox } = lab;
    await workbench.clearNotifications();
    await chooseSignInMethod(workbench, "Code on any device");
    await workbench.answerDialog("Sign In");
    await workbench.notification(/Enter the code/);
    await workbench.screenshot("borrowed-code");
    const page = await workbench.pageOpenedBy(() =>
      workbench.followNotification("Copy Code and Open"),
    );
    const signIn = new SignInPage(page);
    await signIn.enterCode(await workbench.clipboard());
    await page.bringToFront();
    await consent(page, katherine);
    await signIn.confirm();
    await workbench.page.bringToFront();
    await registrations().row("aerc-ada").waitFor();
    const { grants } = sandbox.world;
    assert.ok(
      [...grants.values()].some(({ scope }) => scope.includes("Application.ReadWrite.All")),
    );
    await workbench.notification("You are signed in with a client ID of Microsoft's.");
    await workbench.screenshot("borrowed-signed-in");
  });

  it("reads with the Azure CLI, and no window opens", async () => {
    const { workbench, sandbox, browser } = lab;
    await workbench.clearNotifications();
    sandbox.world.settings.azureCliUser = katherine;
    const pages = browser.pages().length;
    sandbox.requests.clear();
    await chooseSignInMethod(workbench, "Azure CLI");
    await eventually(() =>
      assert.deepEqual(sandbox.requests.operations(), { "GET /applications": 1 }),
    );
    await registrations().settled();
    await registrations().row("aerc-ada").waitFor();
    assert.equal(browser.pages().length, pages);
    await workbench.screenshot("az-signed-in");
  });

  it("makes a management app, with the consent of an administrator", async () => {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Create a Management App…");
    const { question } = workbench;
    await question.titled("Create Management App (1/2)");
    await workbench.screenshot("management-app-name");
    await question.type("Entra Mail for us");
    await question.accept();
    await question.titled("Create Management App (2/2)");
    await workbench.screenshot("management-app-permissions");
    await question.accept();
    await question.titled("Entra Mail for us");
    await workbench.screenshot("management-app-review");
    await create(workbench);
    await question.choose(/Grant admin consent now/);
    await question.titled(/Grant Admin Consent/);
    await workbench.screenshot("management-app-consent");
    await question.choose("For everyone in this directory");
    await question.titled(/Grant Admin Consent · .* \(2/);
    await workbench.screenshot("management-app-consent-permissions");
    await question.accept();
    await question.titled("Entra Mail for us");
    await workbench.screenshot("management-app-consent-review");
    await question.choose("Grant");
    await workbench.dialog.waitFor();
    await workbench.screenshot("management-app-use");
    const { resource } = the("Entra Mail for us");
    const { appId } = resource;
    assert.deepEqual([...resource.publicClient.redirectUris].sort(), [
      "http://localhost",
      "https://vscode.dev/redirect",
      `ms-appx-web://Microsoft.AAD.BrokerPlugin/${appId}`,
      "msauth.com.msauth.unsignedapp://auth",
    ]);
    assert.equal(resource.isFallbackPublicClient, true);
    assert.deepEqual(declared(resource), needed);
    assert.deepEqual(grantedTo(appId), needed);
    const page = await workbench.pageOpenedBy(async () => {
      await workbench.answerDialog("Use It");
      await workbench.answerDialog("Allow");
    });
    await new SignInPage(page).pickWhenAsked(katherine);
    await workbench.page.bringToFront();
    await registrations().row("Entra Mail for us").waitFor();
    await workbench.screenshot("management-app-in-use");
  });

  it("registers a mail app with it", async () => {
    const { workbench } = lab;
    await workbench.clearNotifications();
    await answerRegisterMailApp(workbench, {
      preset: "A mail program with my work account",
      name: "by-our-own-app",
    });
    await create(workbench);
    await workbench.notification("by-our-own-app is registered.");
    the("by-our-own-app");
  });

  it("switches to another directory by its name", async () => {
    const { workbench, sandbox } = lab;
    await workbench.clearNotifications();
    await workbench.command("Entra Mail: Switch Directory…");
    const question = await workbench.question.titled("Switch Directory");
    await workbench.screenshot("directories");
    await question.choose("Enter a domain or directory ID…");
    await question.type("nowhere.test");
    await question.accept();
    await eventually(async () =>
      assert.match(await question.message(), /knows no directory nowhere\.test in this cloud/),
    );
    await workbench.screenshot("directory-unknown");
    await question.press("Back");
    await question.choose("Fabrikam");
    await question.titled("Sign-In Method");
    assert.match(await question.placeholder(), /only where its registration is known/);
    await workbench.screenshot("directory-method");
    sandbox.requests.clear();
    await question.choose("Azure CLI");
    await registrations().row("fabrikam-app").waitFor();
    await eventually(async () => assert.match(await registrations().description(), /^Fabrikam/));
    await registrations().row("aerc-ada").waitFor({ state: "detached" });
    assert.deepEqual(sandbox.requests.operations(), {
      "GET /applications": 1,
      "GET /organization": 1,
    });
    await workbench.screenshot("directory-fabrikam");
  });

  it("remembers directory and way of signing in after a reload, for each directory", async () => {
    const { workbench, sandbox, browser } = lab;
    const pages = browser.pages().length;
    sandbox.requests.clear();
    await workbench.reload();
    await workbench.openContainer(places.container);
    await registrations().row("fabrikam-app").waitFor();
    assert.deepEqual(sandbox.requests.operations(), { "GET /applications": 1 });
    await methodInUse("Azure CLI");
    await workbench.question.cancel();
    await workbench.command("Entra Mail: Switch Directory…");
    const question = await workbench.question.titled("Switch Directory");
    await question.choose("Contoso");
    await registrations().row("by-our-own-app").waitFor();
    await registrations().row("fabrikam-app").waitFor({ state: "detached" });
    assert.equal(browser.pages().length, pages);
    await methodInUse("VS Code account with your own management app");
  });

  const registrations = () => lab.workbench.view(places.registrations);

  function the(name: string): Application {
    const { applications } = lab.sandbox.world;
    const found = [...applications.values()].filter(
      ({ resource }) => resource.displayName === name,
    );
    assert.equal(found.length, 1, `registrations called ${name}`);
    return found[0] as Application;
  }

  /** What everybody's consent to a client holds. */
  function grantedTo(appId: string): string[] {
    const { servicePrincipals, grants } = lab.sandbox.world;
    const client = [...servicePrincipals.values()].find((one) => one.appId === appId);
    return [...grants.values()]
      .filter(
        ({ clientId, consentType }) => clientId === client?.id && consentType === "AllPrincipals",
      )
      .flatMap(({ scope }) => scope.split(" "))
      .sort();
  }

  /** Opens the list of methods and leaves it open. */
  async function methodInUse(method: string): Promise<void> {
    const { workbench } = lab;
    await workbench.command("Entra Mail: Switch Sign-In Method…");
    const question = await workbench.question.titled("Sign-In Method");
    const row = (await question.rows()).find((text) => text.includes("in use"));
    assert.ok(row?.trim().startsWith(method), row);
  }
});

/** Names of the Graph permissions a registration declares. */
function declared({ requiredResourceAccess }: Application["resource"]): string[] {
  const names = new Map(graphApi.scopes.map(({ id, value }) => [id, value]));
  assert.deepEqual(
    requiredResourceAccess.map(({ resourceAppId }) => resourceAppId),
    [graphApi.appId],
  );
  const entries = requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess);
  assert.ok(entries.every(({ type }) => type === "Scope"));
  return entries.map(({ id }) => names.get(id) ?? id).sort();
}
