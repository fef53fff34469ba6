import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { extensionsFolder } from "../support/editorServer";
import { startLab, type Lab } from "../support/lab";
import { openEntraMail, places } from "./steps";

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

  it("asks nobody for anything before the person does", () => {
    assert.deepEqual(lab.sandbox.requests.entries({}), []);
  });
});
