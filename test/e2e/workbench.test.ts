import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { extensionsFolder } from "../support/editorServer";
import { startLab, type Lab } from "../support/lab";
import { openEntraMail, places, useTheme } from "./steps";

/** What may be in the package, besides the two files of which a VSIX consists. */
const shipped = [
  /^package(?:\.nls(?:\.[\w-]+)?)?\.json$/,
  /^(?:changelog|readme)\.md$/i,
  /^LICENSE\.txt$/,
  /^\.vsixmanifest$/,
  /^dist\/(?:\w+\.js|THIRD-PARTY-NOTICES\.txt)$/,
  /^l10n\/bundle\.l10n(?:\.[\w-]+)?\.json$/,
  /^media\/(?:.+\.(?:png|svg|md)|entra-app\.schema\.json)$/,
];

describe("the packaged extension in VS Code", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab();
  });

  after(() => lab?.close());

  it("holds what ships and nothing else", () => {
    const extensions = extensionsFolder(lab.directory);
    const folder = readdirSync(extensions).find((name) =>
      name.startsWith("entra-mail.entra-mail-"),
    );
    assert.ok(folder, "it is not installed");
    const strange = readdirSync(join(extensions, folder), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(extensions, folder).length + 1))
      .filter((file) => !shipped.some((pattern) => pattern.test(file)));
    assert.deepEqual(strange, []);
  });

  it("shows its container and both views, and nothing goes wrong", async () => {
    const { workbench } = lab;
    await openEntraMail(lab);
    assert.match(await workbench.view(places.registrations).welcome.innerText(), /Sign In/);
    assert.match(await workbench.view(places.mailboxes).welcome.innerText(), /Sign In Mailbox/);
    assert.deepEqual(await workbench.notifications(), []);
  });

  it("explains an error of another program, without a sign-in", async () => {
    const { workbench } = lab;
    const log = [
      "12:00:01 imap: A1 NO AUTHENTICATE failed.",
      '12:00:02 token: {"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired due to inactivity."}',
      `12:00:03 sent Authorization: Bearer ${"SecretSecret".repeat(8)}`,
    ].join("\n");
    await workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(log)})`);
    await workbench.command("Entra Mail: Diagnose Error…");
    await workbench.question.titled("Diagnose Error");
    await workbench.screenshot("diagnose-error-question");
    await workbench.question.choose("From the Clipboard");
    const report = workbench.preview();
    await report.getByText("2 errors were found").waitFor();
    const text = await report.innerText();
    const said = await workbench.notification("this sign-in was not used for too long");
    await workbench.screenshot("diagnose-error");
    assert.match(
      text,
      /AADSTS700082.*The IMAP server did not take the sign-in.*for another service/s,
    );
    assert.match(await said.innerText(), /looks like a token/);
    assert.match(await said.innerText(), /Sign In Mailbox/);
    assert.doesNotMatch(text + (await said.innerText()), /SecretSecret/);
    await report.getByText("An app signs in without a user, and Exchange").scrollIntoViewIfNeeded();
    await workbench.clearNotifications();
    await workbench.screenshot("diagnose-error-causes");
  });

  it("explains what is selected in an editor, from its menu", async () => {
    const { workbench } = lab;
    await workbench.closeEditors();
    await workbench.command("File: New Untitled Text File");
    const editor = workbench.page.locator(".editor-group-container.active .monaco-editor").first();
    await editor.click();
    await workbench.page.keyboard.insertText(
      "535 5.7.139 SmtpClientAuthentication is disabled for the Tenant.",
    );
    await workbench.page.keyboard.press("Control+A");
    await editor
      .locator(".view-line")
      .first()
      .click({ button: "right", position: { x: 60, y: 8 } });
    const entry = workbench.page.locator(".context-view .action-item", {
      hasText: "Diagnose Error…",
    });
    await entry.waitFor();
    await workbench.screenshot("diagnose-error-menu");
    await entry.click();
    await workbench
      .preview()
      .getByText("SMTP AUTH is disabled for the organization")
      .first()
      .waitFor();
    await workbench.screenshot("diagnose-error-selection");
    await workbench.clearNotifications();
    // Otherwise the editor asks whether to save it
    await workbench.page.locator('.tab[data-resource-name="Untitled-1"]').click();
    await workbench.command("View: Revert and Close Editor");
  });

  it("has a walkthrough that opens when it is asked for, in the colours of the theme", async () => {
    const { workbench } = lab;
    await workbench.closeEditors();
    for (const [theme, kind] of [
      ["Dark Modern", "vs-dark"],
      ["Light Modern", "vs"],
    ] as const) {
      await useTheme(workbench, theme, kind);
      await workbench.command("Welcome: Open Walkthrough...");
      await workbench.question.type("Get a Mailbox to Work with OAuth");
      await workbench.question.choose("Get a Mailbox to Work with OAuth");
      const steps = workbench.page.locator(".gettingStartedContainer .getting-started-step");
      await steps.first().waitFor();
      assert.equal(await steps.count(), 5);
      for (const title of [
        "Register an app",
        "Sign in a mailbox",
        "Test the login",
        "Export the configuration",
        "Watch what expires",
      ]) {
        await steps.filter({ hasText: title }).locator(".step-title").click();
        await steps.filter({ hasText: title }).locator(".monaco-button").first().waitFor();
        const picture = workbench.page
          .frameLocator("iframe.webview.ready")
          .last()
          .frameLocator("iframe#active-frame")
          .locator("svg")
          .first();
        await picture.waitFor();
        await workbench.screenshot(`walkthrough-${kind}-${title.split(" ").at(-1)?.toLowerCase()}`);
      }
      await workbench.closeEditors();
    }
  });

  it("asks nobody for anything before the person does", () => {
    assert.deepEqual(lab.sandbox.requests.entries({}), []);
  });
});
