import * as vscode from "vscode";

/** A secret stays on the clipboard no longer than this. */
const clearAfterMilliseconds = 60_000;

/**
 * Copies a secret, and empties the clipboard after a minute unless something else is on it by then, or this window is
 * closed first.
 */
export async function copySecret(value: string): Promise<void> {
  await vscode.env.clipboard.writeText(value);
  const clear = (): void => void clearIfUnchanged(value).catch(() => undefined);
  setTimeout(clear, clearAfterMilliseconds).unref();
}

async function clearIfUnchanged(value: string): Promise<void> {
  if ((await vscode.env.clipboard.readText()) === value) await vscode.env.clipboard.writeText("");
}
