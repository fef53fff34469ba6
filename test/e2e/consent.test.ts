import assert from "node:assert/strict";
import type { Application } from "../sandbox/model";
import { exchangeOnline, graph } from "../sandbox/resources";
import { userId } from "../sandbox/seed/people";
import { ids } from "../sandbox/seed/stableIds";
import { screenshotOnFailure } from "../support/failureScreenshot";
import { type Lab, startLab } from "../support/lab";
import { SignInPage } from "../support/signInPage";
import { editedText } from "./editorSteps";
import {
  applicationNamed,
  eventually,
  openEntraMail,
  places,
  signInToManage,
  told,
  useTheme,
} from "./steps";

const katherine = "katherine@contoso.test";
/** A name that would run something if it were written into a script as it is. */
const hostile = "O'Brien’s; $(calc) `whoami`";

/** What leads on in a review, and what is said at the end, by the kind of change that mends a problem. */
const verb = /^\s*(?:Save|Fix|Remove)\s*$/;
const mended = /mutt-grace was (?:changed|fixed)/;

const themes = [
  ["Light Modern", "vs"],
  ["Dark Modern", "vs-dark"],
  ["Dark High Contrast", "hc-black"],
] as const;

describe("what a registration may do, and what stands in its way", () => {
  let lab: Lab;
  let service: Application;

  before(async () => {
    lab = await startLab();
    service = applicationNamed(lab.sandbox, "invoice-service");
    service.resource.displayName = hostile;
    ask(service, "Scope", ["User.Read", "IMAP.AccessAsUser.All"]);
    lab.sandbox.world.servicePrincipals.delete(servicePrincipal(service)?.id ?? "");
    lab.sandbox.world.appRoleAssignments.clear();
    await openEntraMail(lab);
    await lab.workbench.page.setViewportSize({ width: 1400, height: 1300 });
    await signInToManage(lab.workbench, "grace@contoso.test");
    await tree().row("mutt-grace").waitFor();
    await lab.workbench.view(places.mailboxes).fold();
  });

  afterEach(screenshotOnFailure(() => lab));
  after(() => lab?.close());

  it("is told of what ends soon no more, once that is not wanted, until it is wanted again", async () => {
    const { workbench } = lab;
    const show = "Entra Mail: Show Expiring Secrets and Certificates";
    const off = "The daily notification about expiry is switched off.";
    await workbench.answerNotification("expires within", "Don't Show Again");
    await workbench.command(show);
    await workbench.answerNotification(off, "Switch On");
    await workbench.clearNotifications();
    await workbench.command(show);
    const again = await workbench.notification("have expired or will soon");
    assert.ok(!(await again.innerText()).includes(off));
    await workbench.closeEditors();
    await workbench.clearNotifications();
  });

  it("says which directory role is missing, and offers a link for an administrator", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    const before = sandbox.world.grants.size;
    await grantForEveryone("mutt-grace");
    await question.named("Copy Admin Consent Link");
    await workbench.screenshot("consent-role-missing");
    await question.says(/Cloud Application Administrator/);
    await question.choose("Copy Admin Consent Link");
    await question.choose("Microsoft Graph");
    await told(workbench, "The admin consent link of mutt-grace was copied.");
    const link = new URL(await workbench.clipboard());
    assert.equal(link.pathname, `/${ids.contoso}/v2.0/adminconsent`);
    assert.equal(link.searchParams.get("client_id"), the("mutt-grace").appId);
    assert.equal(sandbox.world.grants.size, before);
  });

  it("writes the request to an administrator who has never heard of it", async () => {
    const { workbench } = lab;
    await tree().menu("mutt-grace", "Consent and Exchange", "Copy Request for an Administrator");
    await workbench.preview().getByText("What it asks for").first().waitFor();
    await workbench.screenshot("consent-request");
    const text = await workbench.clipboard();
    assert.match(text, /^Please approve the app mutt-grace/);
    assert.match(text, /IMAP\.AccessAsUser\.All/);
    assert.match(text, /adminconsent/);
    await workbench.closeEditors();
  });

  it("grants for everyone, and makes the enterprise application that this needs", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    await workbench.command("Entra Mail: Switch Account");
    await workbench.answerDialog("Allow");
    await question.named("Sign in to another account");
    const page = await workbench.pageOpenedBy(() => question.choose("Sign in to another account"));
    await new SignInPage(page).pick(katherine);
    await workbench.page.bringToFront();
    await tree().described(katherine);
    await tree().row("O'Brien").waitFor();
    assert.equal(servicePrincipal(service), undefined);
    await grantForEveryone("O'Brien");
    await question.named("Grant");
    await workbench.screenshot("consent-review");
    await question.choose("Grant");
    await told(workbench, "Consent was granted to");
    const client = servicePrincipal(service);
    assert.ok(client);
    assert.deepEqual(
      [...sandbox.world.grants.values()]
        .filter(({ clientId }) => clientId === client.id)
        .map(({ consentType, scope }) => [consentType, scope.split(" ").sort().join(" ")]),
      [["AllPrincipals", "IMAP.AccessAsUser.All User.Read"]],
    );
    const role = exchangeOnline.roles.find(({ value }) => value === "IMAP.AccessAsApp");
    assert.deepEqual(
      [...sandbox.world.appRoleAssignments.values()]
        .filter(({ principalId }) => principalId === client.id)
        .map(({ appRoleId }) => appRoleId),
      [role?.id],
    );
    await tree().expand("O'Brien");
    await tree().expand("API permissions");
    await tree()
      .row(/IMAP\.AccessAsUser\.All.*granted to all/)
      .waitFor();
    await tree()
      .row(/IMAP\.AccessAsApp.*granted/)
      .waitFor();
    await tree().inline("API permissions", "Show Consent");
    await workbench
      .preview()
      .getByText("Everything that is asked for is granted.")
      .first()
      .waitFor();
    await workbench.screenshot("consent-report");
    await workbench.closeEditors();
  });

  it("grants for the person alone, and takes consent back", async () => {
    const { workbench, sandbox } = lab;
    const { question } = workbench;
    await tree().menu("mutt-grace", "Consent and Exchange", "Grant Admin Consent…");
    await question.choose("For me only");
    await question.titled(/Grant Admin Consent · .* \(2\/2\)/);
    await question.accept();
    await question.choose("Grant");
    await told(workbench, "Consent was granted to mutt-grace");
    const client = servicePrincipal(applicationNamed(sandbox, "mutt-grace"));
    const grants = () =>
      [...sandbox.world.grants.values()].filter(({ clientId }) => clientId === client?.id);
    assert.deepEqual(
      grants().map(({ consentType, principalId }) => [consentType, principalId]),
      [["Principal", userId(katherine)]],
    );
    await tree().menu("mutt-grace", "Consent and Exchange", "Revoke Consent…");
    await question.named("SMTP.Send");
    await workbench.screenshot("consent-revoke");
    await question.says(/within 90 minutes/);
    await question.tick("SMTP.Send");
    await question.accept();
    await question.choose("Revoke");
    await told(workbench, "The consent for mutt-grace was taken back.");
    assert.equal(
      grants().some(({ scope }) => scope.split(" ").includes("SMTP.Send")),
      false,
    );
    assert.equal(grants().length, 1);
  });

  it("writes the Exchange script with the enterprise application's object ID", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await tree().menu("O'Brien", "Consent and Exchange", "Show Exchange Online Script…");
    await question.choose("Permission on each mailbox");
    await question.titled(/Show Exchange Online Script · .* \(2\/3\)/);
    await question.type("support@contoso.test, billing@contoso.test");
    await question.accept();
    await question.choose("No");
    await workbench.page
      .locator(".view-line", { hasText: "$enterpriseObjectId" })
      .first()
      .waitFor();
    await workbench.screenshot("consent-exchange-script");
    const text = await editedText(workbench);
    assert.ok(text.includes(`$enterpriseObjectId = '${servicePrincipal(service)?.id ?? ""}'`));
    assert.ok(text.includes("$displayName = ('O''Brien' + [char]0x2019 + 's; $(calc) `whoami`')"));
    await workbench.page.keyboard.press("Control+A");
    await workbench.page.keyboard.press("Delete");
    await workbench.closeEditors();
  });

  it("copies endpoints one by one, and all of them", async () => {
    const { workbench } = lab;
    await tree().collapseAll();
    await tree().expand("mutt-grace");
    await tree().expand("Endpoints");
    await tree().inline("Token endpoint", "Copy Value");
    await clipboardHolds(
      /^https:\/\/login\.microsoftonline\.com\/organizations\/oauth2\/v2\.0\/token$/,
    );
    await tree().inline(/^Endpoints/, "Copy All Endpoints");
    await told(workbench, "The endpoints of mutt-grace were copied.");
    await clipboardHolds(/^Device code endpoint: https:.*^IMAP: outlook\.office365\.com/ms);
    await tree().menu("mutt-grace", "Show Endpoints");
    await workbench.preview().getByText("Scopes to ask for").waitFor();
    await workbench.screenshot("endpoints-report");
    await workbench.closeEditors();
  });

  it("opens the portal at the registration", async () => {
    const { workbench } = lab;
    await tree().menu("mutt-grace", "Open in Portal");
    await workbench.dialog.waitFor();
    await workbench.screenshot("open-in-portal");
    await workbench.answerDialog("Cancel");
    await workbench.answerNotification("portal page of mutt-grace was not opened", "Copy Link");
    await clipboardHolds(new RegExp(the("mutt-grace").appId));
    await workbench.clearNotifications();
  });

  it("finds five problems and mends them one by one", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    const { resource } = applicationNamed(lab.sandbox, "mutt-grace");
    resource.isFallbackPublicClient = null;
    resource.publicClient.redirectUris = ["http://localhost/callback/"];
    resource.web.redirectUris = ["http://localhost"];
    resource.spa.redirectUris = ["https://mutt.contoso.test/"];
    Object.assign(resource.web, {
      implicitGrantSettings: { enableAccessTokenIssuance: true, enableIdTokenIssuance: false },
    });
    resource.requiredResourceAccess[0]?.resourceAccess.push({
      id: "11111111-2222-4333-8444-555555555555",
      type: "Scope",
    });
    await workbench.command("Entra Mail: Refresh Registrations");
    await tree().row("https://mutt.contoso.test/").waitFor();
    await tree().expand("Checks");
    await tree().row("Tokens may be handed out").waitFor();
    await workbench.screenshot("checks-tree");
    await tree().inline("Tokens may be handed out", "Fix");
    await question.named(verb);
    await workbench.screenshot("checks-review");
    await question.choose(verb);
    await told(workbench, mended);
    for (let rest = 4; rest > 0; rest -= 1) {
      await tree().menu("mutt-grace", "Check Registration");
      if (rest === 4) {
        await question.named("Tell from how it is set up");
        await workbench.screenshot("checks-use");
        await question.choose("Tell from how it is set up");
      }
      await question.named("Show as a report");
      if (rest === 4) await workbench.screenshot("checks");
      await question.type("Fix");
      await question.accept();
      await question.choose(verb);
      await told(workbench, mended);
    }
    await tree().menu("mutt-grace", "Check Registration");
    await told(workbench, "No problem was found in mutt-grace.");
    await tree().row("No problem found").waitFor();
    await workbench.screenshot("checks-none");
    const { spa, publicClient, requiredResourceAccess } = the("mutt-grace");
    assert.deepEqual(spa.redirectUris, []);
    assert.ok(publicClient.redirectUris.includes("http://localhost"));
    assert.equal(requiredResourceAccess[0]?.resourceAccess.length, 7);
  });

  it("tells of problems in a report, and in every theme", async () => {
    const { workbench } = lab;
    const { question } = workbench;
    await tree().collapseAll();
    await tree().menu("aerc-ada", "Check Registration");
    await question.choose("Tell from how it is set up");
    await question.choose("Show as a report");
    await workbench.preview().getByText("has expired").first().waitFor();
    await tree().expand("aerc-ada");
    await tree().expand("API permissions");
    await tree().expand("Checks");
    await tree()
      .row(/"old" has expired/)
      .waitFor();
    for (const [label, kind] of themes) {
      await useTheme(workbench, label, kind);
      await workbench.screenshot(`tree-${kind}`);
      await tree().menu("aerc-ada", "Delete Registration…");
      await question.named("Delete");
      await workbench.screenshot(`review-delete-${kind}`);
      await question.cancel();
    }
  });

  const tree = () => lab.workbench.view(places.registrations);
  const the = (name: string) => applicationNamed(lab.sandbox, name).resource;

  /** Answers the questions of Grant Admin Consent up to the review, or what stands before it. */
  async function grantForEveryone(row: string): Promise<void> {
    const { question } = lab.workbench;
    await tree().menu(row, "Consent and Exchange", "Grant Admin Consent…");
    await question.titled(/Grant Admin Consent · .* \(1\/2\)/);
    await question.choose("For everyone in this directory");
    await question.titled(/Grant Admin Consent · .* \(2\/2\)/);
    await lab.workbench.screenshot("consent-permissions");
    await question.accept();
  }

  function servicePrincipal({ resource }: Application) {
    const { servicePrincipals } = lab.sandbox.world;
    return [...servicePrincipals.values()].find(({ appId }) => appId === resource.appId);
  }

  /** The clipboard is written a moment after the command. */
  async function clipboardHolds(text: RegExp): Promise<void> {
    await eventually(async () => assert.match(await lab.workbench.clipboard(), text));
  }
});

function ask({ resource }: Application, type: "Scope" | "Role", names: readonly string[]): void {
  const resourceAccess = names.map((name) => {
    const found = graph.scopes.find(({ value }) => value === name);
    assert.ok(found);
    return { id: found.id, type };
  });
  resource.requiredResourceAccess.push({ resourceAppId: graph.appId, resourceAccess });
}
