import assert from "node:assert/strict";
import { basename } from "node:path";
import * as vscode from "vscode";

const id = "entra-mail.entra-mail";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe("the extension in VS Code", () => {
  it("activates", async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("loads neither MSAL, the Graph client nor imapflow for that", () => {
    const dist = vscode.extensions.getExtension(id)?.extensionUri;
    assert.ok(dist);
    const folder = vscode.Uri.joinPath(dist, "dist").fsPath;
    const loaded = Object.keys(require.cache)
      .filter((file) => file.startsWith(folder))
      .map((file) => basename(file));
    assert.deepEqual(loaded, ["extension.js"]);
  });

  it("registers every command of its manifest", async () => {
    const manifest = vscode.extensions.getExtension(id)?.packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
