import * as vscode from "vscode";
import { message } from "../base/message";
import type { Button } from "./button";

/** Leads to the script by which Exchange lets an app without a user into mailboxes. */
export function exchangeScriptButton(objectId: string): Button {
  return {
    title: message("Show Exchange Online Script…"),
    run: () => vscode.commands.executeCommand("entraMail.showExchangeScript", objectId),
  };
}
