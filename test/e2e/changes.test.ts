import assert from "node:assert/strict";
import { exchangeOnline, graph, type Resource } from "../sandbox/resources";
import { userId } from "../sandbox/seed/people";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { editedText, saveText } from "./editorSteps";
import { applicationNamed, openEntraMail, places, signInToManage, told } from "./steps";

const name = "jira-incoming";
const callback = "https://jira.contoso.test/plugins/servlet/oauth2/callback";

describe("everything of a registration that can be changed", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab();
    await openEntraMail(lab);
    await lab.workbench.page.setViewportSize({ width: 1400, height: 1300 });
    await signInToManage(lab.workbench, "ada@contoso.test");
    await tree().row("aerc-ada").waitFor();
    await lab.workbench.view(places.mailboxes).fold();
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("a client secret, by one click where its end is told", async () => {
    const { workbench } = lab;
    await workbench.answerNotification("expires within", "Rotate…");
    await workbench.question.titled("Rotate Client Secret · aerc-ada");
    await workbench.question.cancel();
    await workbench.clearNotifications();
  });

  it("its name", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    const { id } = applicationNamed(sandbox, "jira-inbound").resource;
    await tree().menu("jira-inbound", "Edit", "Rename Registration…");
    await question.titled("Rename Registration");
    await question.type(" ");
    await question.says("Give the registration a name.");
    await question.type(name);
    await question.accept();
    await question.titled("Change jira-inbound");
    await workbench.screenshot("change-review-name");
    assert.equal(applicationNamed(sandbox, "jira-inbound").resource.id, id);
    await question.choose("Save");
    await told(workbench, `jira-inbound is now called ${name}.`);
    assert.equal(the().id, id);
    await tree().row(name).waitFor();
  });

  it("who can sign in, with everything that stands in the way first", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    const { resource } = applicationNamed(sandbox, "archive-export");
    resource.web.redirectUris.push("https://*.contoso.test/answer");
    resource.passwordCredentials.push(...structuredClone(resource.passwordCredentials));
    await workbench.command("Entra Mail: Edit Supported Accounts…");
    await question.titled("Edit Supported Accounts");
    await question.choose("archive-export");
    await question.titled("Edit Supported Accounts");
    await question.named("Personal accounts only");
    await workbench.screenshot("change-accounts-refused");
    assert.match((await question.rows()).join("\n"), /has a wildcard: write the whole URI first/);
    await question.cancel();
    await tree().expand(name);
    await tree().inline("Supported accounts", "Edit Supported Accounts");
    await question.titled("Edit Supported Accounts");
    await question.choose("Any Entra directory");
    await save("change-review-accounts", `${name} now supports`);
    assert.equal(the().signInAudience, "AzureADMultipleOrgs");
    await tree()
      .row(/Supported accounts.*Any Entra directory/)
      .waitFor();
  });

  it("its redirect URIs: added, edited, moved and removed", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await tree().inline(/^Web$/, "Add Redirect URI");
    await question.titled("Add Redirect URI");
    await question.type("http://jira.contoso.test/");
    await question.says(/https/);
    await workbench.screenshot("change-uri-refused");
    await question.type("http://localhost:8080/callback");
    await question.accept();
    await save("change-review-uri");
    assert.deepEqual(the().web.redirectUris, [callback, "http://localhost:8080/callback"]);
    await tree().inline("http://localhost:8080", "Edit Redirect URI");
    await question.titled("Edit Redirect URI");
    await question.type("http://localhost/answer");
    await question.accept();
    await save();
    assert.deepEqual(the().web.redirectUris, [callback, "http://localhost/answer"]);
    await tree().menu("http://localhost/answer", "Move Redirect URI to Another Platform…");
    await question.titled("Move Redirect URI");
    await workbench.screenshot("change-uri-move");
    await question.choose("Mobile and desktop applications");
    await save("change-review-move");
    assert.deepEqual(the().web.redirectUris, [callback]);
    assert.deepEqual(the().publicClient.redirectUris, ["http://localhost/answer"]);
    await tree().menu("http://localhost/answer", "Remove Redirect URI…");
    await save("change-review-remove-uri");
    assert.deepEqual(the().publicClient.redirectUris, []);
  });

  it("its switches", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await tree().inline("Allow public client flows", "Allow or Forbid");
    await question.titled("Allow or Forbid Public Client Flows");
    await workbench.screenshot("change-public-flows");
    await question.choose("Yes");
    await save();
    assert.equal(the().isFallbackPublicClient, true);
    await tree().inline("Implicit grant", "Edit Implicit Grant");
    await question.titled("Edit Implicit Grant");
    await question.tick("ID tokens");
    await question.accept();
    await save("change-review-implicit");
    assert.deepEqual((the().web as { implicitGrantSettings?: unknown }).implicitGrantSettings, {
      enableAccessTokenIssuance: false,
      enableIdTokenIssuance: true,
    });
  });

  it("what it asks for, ticked over several searches", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    const before = asked(graph);
    await tree().inline("API permissions", "Add API Permissions");
    await question.titled("Add API Permissions");
    await question.choose("Microsoft Graph");
    await question.named("IMAP.AccessAsUser.All");
    await workbench.screenshot("change-permissions");
    await question.type("POP");
    await question.tick("POP.AccessAsUser.All");
    await question.type("shared");
    await workbench.screenshot("change-permissions-search");
    await question.tick("Mail.Read.Shared");
    await question.accept();
    await save("change-review-permissions");
    assert.deepEqual(asked(graph), [...before, "Mail.Read.Shared", "POP.AccessAsUser.All"].sort());
    await tree().expand("API permissions");
    await tree().menu("Mail.Read.Shared", "Remove API Permission…");
    await save();
    assert.deepEqual(asked(graph), [...before, "POP.AccessAsUser.All"].sort());
    await workbench.command("Entra Mail: Add API Permissions…");
    await question.titled("Add API Permissions");
    await question.choose(name);
    await question.choose("Office 365 Exchange Online");
    await question.tick("IMAP.AccessAsApp");
    await question.accept();
    await save();
    assert.deepEqual(asked(exchangeOnline), ["IMAP.AccessAsApp"]);
  });

  it("its notes and tags", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await tree().inline(/^Notes/, "Edit Notes");
    await question.titled("Edit Notes");
    await question.type("For the help desk ↵ Ask Grace");
    await question.accept();
    await save("change-review-notes");
    assert.equal(the()["notes"], "For the help desk\nAsk Grace");
    await tree().inline(/^Tags/, "Edit Tags");
    await question.titled("Edit Tags");
    await question.type("mail production");
    await question.accept();
    await save();
    assert.deepEqual(the().tags, ["mail", "production"]);
    await tree()
      .row(/Tags.*mail, production/)
      .waitFor();
  });

  it("its owners; the last one with a warning", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    const { ownerIds } = applicationNamed(sandbox, name);
    await tree().inline("Owners", "Add Owner");
    await question.titled("Add Owner");
    await question.type("gra");
    await question.named("Grace Hopper");
    await workbench.screenshot("change-owner-search");
    await question.choose("Grace Hopper");
    await save("change-review-owner", /Grace Hopper .* now owns/);
    assert.ok(ownerIds.has(userId("grace@contoso.test")));
    await tree().expand("Owners");
    await tree().menu("Grace Hopper", "Remove Owner…");
    await save(undefined, "no longer owns");
    assert.deepEqual([...ownerIds], [userId("ada@contoso.test")]);
    await tree().menu("Ada Lovelace", "Remove Owner…");
    await question.named("Save");
    await workbench.screenshot("change-review-last-owner");
    assert.match((await question.rows()).join("\n"), /This is the last owner/);
    await question.cancel();
    assert.deepEqual([...ownerIds], [userId("ada@contoso.test")]);
    await workbench.screenshot("change-tree");
  });

  it("its manifest, but neither a broken one nor what is Microsoft's", async () => {
    const { workbench } = lab;
    const { question, page } = workbench;
    await tree().collapseAll();
    await tree().menu(name, "Edit Manifest");
    await page.locator(".tab.active", { hasText: `${name}.entra-app.json` }).waitFor();
    const text = await editedText(workbench);
    assert.equal((JSON.parse(text) as { appId?: unknown }).appId, the().appId);
    await saveText(workbench, text.slice(0, -3));
    await told(workbench, /not JSON/);
    await saveText(workbench, text.replace(the().appId, "mine"));
    await workbench.notification(/appId is set by Microsoft and cannot be changed/);
    await workbench.screenshot("change-manifest-refused");
    await workbench.clearNotifications();
    await page.locator(".tab.active").click();
    await saveText(workbench, withNotes(text, "By manifest"));
    await question.named("Save");
    await workbench.screenshot("change-manifest-review");
    await question.choose("Save");
    await told(workbench, `${name} was changed.`);
    assert.equal(the()["notes"], "By manifest");
    await page.locator(".tab.active:not(.dirty)").waitFor();
  });

  it("its manifest, without writing over what somebody else wrote meanwhile", async () => {
    const { workbench } = lab;
    const { question, page } = workbench;
    await page.locator(".tab.active").click();
    const text = await editedText(workbench);
    the()["notes"] = "Theirs";
    await saveText(workbench, withNotes(text, "Mine"));
    await question.choose("Save");
    await workbench.dialog.waitFor();
    await workbench.screenshot("change-manifest-conflict");
    await workbench.answerDialog("Compare");
    await page.locator(".tab.active", { hasText: "In the directory" }).waitFor();
    await page.getByText('"Theirs"').first().waitFor();
    await workbench.screenshot("change-manifest-compare");
    assert.equal(the()["notes"], "Theirs");
    await told(workbench, "The manifest was not saved; your text is still here.");
    await page.locator(".tab", { hasText: ".entra-app.json" }).click();
    await page.keyboard.press("Control+S");
    await question.choose("Save");
    await workbench.answerDialog("Review Mine over Theirs");
    await question.named("Save");
    await workbench.screenshot("change-manifest-over-theirs");
    assert.equal(the()["notes"], "Theirs");
    await question.choose("Save");
    await told(workbench, `${name} was changed.`);
    assert.equal(the()["notes"], "Mine");
    // Nothing is left that would have to be saved
    await workbench.closeEditors();
    await page.locator(".tab").first().waitFor({ state: "detached" });
  });

  it("whether it is there at all", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    await tree().collapseAll();
    await tree().menu(name, "Delete Registration…");
    await question.named("Delete");
    await workbench.screenshot("change-review-delete");
    await question.choose("Delete");
    await told(workbench, `${name} was deleted.`);
    await tree().row(name).waitFor({ state: "detached" });
    await workbench.command("Entra Mail: Filter Registrations…");
    await question.titled("Filter Registrations");
    await question.choose("Deleted");
    await tree().row(name).waitFor();
    await workbench.screenshot("change-deleted");
    await tree().inline(name, "Restore Deleted Registration");
    await question.named("Restore");
    await question.choose("Restore");
    await told(workbench, `${name} was restored.`);
    applicationNamed(sandbox, name);
    await workbench.command("Entra Mail: Filter Registrations…");
    await question.titled("Filter Registrations");
    await question.choose("All registrations");
    await tree().row(name).waitFor();
  });

  const tree = () => lab.workbench.view(places.registrations);
  const the = () => applicationNamed(lab.sandbox, name).resource;

  /** Confirms the open review. */
  async function save(
    picture?: string,
    done: string | RegExp = `${name} was changed.`,
  ): Promise<void> {
    const { workbench } = lab;
    await workbench.question.named("Save");
    if (picture !== undefined) await workbench.screenshot(picture);
    await workbench.question.choose("Save");
    await told(workbench, done);
  }

  /** Names of the permissions that the registration asks of an API. */
  function asked({ appId, scopes, roles }: Resource): string[] {
    return the()
      .requiredResourceAccess.filter(({ resourceAppId }) => resourceAppId === appId)
      .flatMap(({ resourceAccess }) => resourceAccess)
      .map(({ id }) => [...scopes, ...roles].find((one) => one.id === id)?.value ?? id)
      .sort();
  }
});

/** The manifest with other notes. */
function withNotes(text: string, notes: string): string {
  const manifest = { ...(JSON.parse(text) as object), notes };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
