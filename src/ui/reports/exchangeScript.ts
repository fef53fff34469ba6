import * as vscode from "vscode";

/** Opens a script in an editor of its own: to be read, changed and saved by the person, and run elsewhere. */
export async function openScript(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: "powershell",
    content: text,
  });
  await vscode.window.showTextDocument(document, { preview: false });
}
