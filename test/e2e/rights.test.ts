import assert from "node:assert/strict";
import { ids } from "../sandbox/seed/stableIds";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { SettingsEditor } from "../support/settingsEditor";
import { SignInPage } from "../support/signInPage";
import {
  breakSandbox,
  eventually,
  mendSandbox,
  openEntraMail,
  places,
  signedOut,
  signInToManage,
} from "./steps";

const ada = "ada@contoso.test";
const grace = "grace@contoso.test";
const clientId = "Entra Mail › Management: Client ID";
const graph = "graph.microsoft.com";

describe("who may not manage registrations", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ settings: { "entraMail.management.clientId": "" } });
    await openEntraMail(lab);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("reads with VS Code's own client, as far as Microsoft lets it", async () => {
    const { workbench } = lab;
    await signInToManage(workbench, ada);
    await workbench.view(places.registrations).row("aerc-ada").waitFor();
  });

  it("learns which permission that sign-in lacks before anything is tried", async () => {
    const { workbench, sandbox } = lab;
    await workbench.command("Entra Mail: Register Mail App");
    const told = await workbench.notification("The sign-in lacks the permission");
    assert.match(
      await told.innerText(),
      /permission Application\.ReadWrite\.All\..*VS Code's own client ID/,
    );
    await workbench.screenshot("rights-permission-missing");
    assert.equal(sandbox.requests.count({ host: graph, method: "POST" }), 0);
    assert.equal(await openClientSetting("The sign-in lacks"), clientId);
    await workbench.screenshot("rights-setting");
  });

  it("learns that a client ID of Microsoft's is refused with AADSTS65002", async () => {
    const { workbench } = lab;
    await changeClient(ids.visualStudioCode);
    await signInToManage(workbench, ada);
    const { welcome } = workbench.view(places.registrations);
    await welcome.getByText("may not manage app registrations").waitFor();
    await workbench.screenshot("rights-client-refused-in-view");
    await workbench.command("Entra Mail: Register Mail App");
    const page = await workbench.pageOpenedBy(() => workbench.answerDialog("Allow"));
    await new SignInPage(page).pick(ada);
    await workbench.notification(/belongs to Microsoft.*AADSTS65002/);
    await workbench.screenshot("rights-client-refused");
    assert.equal(await openClientSetting("AADSTS65002"), clientId);
  });

  it("learns which role is missing, and can try again", async () => {
    const { workbench, sandbox } = lab;
    await changeClient(ids.managementClient);
    await breakSandbox(sandbox, { host: graph, times: 100, kind: "status", status: 403 });
    await signInToManage(workbench, grace);
    const registrations = workbench.view(places.registrations);
    await registrations.welcome.getByText("may not list the app registrations").waitFor();
    assert.match(await registrations.welcome.innerText(), /role Application Developer/);
    await workbench.screenshot("rights-role-missing");
    const before = sandbox.requests.count({ host: graph });
    await registrations.welcome.locator("a", { hasText: "Try again" }).click();
    await eventually(() => assert.ok(sandbox.requests.count({ host: graph }) > before));
    await mendSandbox(sandbox);
    await workbench.command("Entra Mail: Refresh Registrations");
    await registrations.row("mutt-grace").waitFor();
  });

  /** Enters a client ID where the settings are open; nobody is signed in with that one yet. */
  async function changeClient(id: string): Promise<void> {
    const { workbench } = lab;
    const settings = new SettingsEditor(workbench.page);
    await settings.type(id);
    await signedOut(workbench).waitFor();
    await settings.close();
    await workbench.clearNotifications();
  }

  /** Presses the notification's first button, and returns the name of the setting that opens. */
  async function openClientSetting(notification: string): Promise<string> {
    const { workbench } = lab;
    await workbench.answerNotification(notification, "Set Your Own Client ID");
    return (await new SettingsEditor(workbench.page).names()).join();
  }
});

describe("who has a personal account without a directory", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({
      settings: {
        "entraMail.management.clientId": "",
        "entraMail.management.tenant": "common",
      },
    });
    await openEntraMail(lab);
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("learns what is lacking, and the ways to it", async () => {
    const { workbench } = lab;
    await signInToManage(workbench, "vera@outlook.test");
    const told = await workbench.notification("This personal account has no directory.");
    assert.match(await told.innerText(), /Azure sign-up .* Microsoft 365 Developer Program/);
    assert.doesNotMatch(await told.innerText(), /AADSTS/);
    await workbench.screenshot("rights-no-directory");
    await workbench.answerNotification("This personal account", "Switch Directory");
    await workbench.question.titled("Switch Directory");
    await workbench.question.cancel();
    const { welcome } = workbench.view(places.registrations);
    await welcome.getByText("This personal account has no directory").waitFor();
    await workbench.screenshot("rights-no-directory-in-view");
  });
});
