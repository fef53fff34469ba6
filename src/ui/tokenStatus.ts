import * as vscode from "vscode";
import type { Disposable } from "../base/lifecycle";
import { message } from "../base/message";
import { servedNames } from "../core/tokenCommand/served";
import { words } from "./localize";
import type { Ui } from "./parts";
import { plainText } from "./text";

/** A window begins to serve when the editor has started, and not before. */
const startMilliseconds = 500;

type StatusUi = Pick<Ui, "tokenCommand" | "mailboxes" | "machine" | "clock">;

/** Says on the status bar that this window serves tokens, and whose. */
export class TokenStatus implements Disposable {
  private readonly closing = new AbortController();
  private readonly subscription: Disposable;
  private item: vscode.StatusBarItem | undefined;

  constructor(private readonly ui: StatusUi) {
    this.subscription = ui.tokenCommand.onDidChange(() => this.show());
    ui.clock.delay(startMilliseconds, this.closing.signal).then(
      () => ui.tokenCommand.follow(),
      () => undefined,
    );
  }

  dispose(): void {
    this.closing.abort();
    this.subscription.dispose();
    this.item?.dispose();
  }

  private show(): void {
    if (this.ui.tokenCommand.program === undefined) {
      this.item?.dispose();
      this.item = undefined;
      return;
    }
    this.item ??= newItem();
    const text = [words(message("Programs on {0} get access tokens of", this.ui.machine))];
    this.item.tooltip = [...text, ...this.served(), words(message("Click to change this."))].join(
      "\n",
    );
    this.item.show();
  }

  private served(): readonly string[] {
    const { tokenCommand, mailboxes } = this.ui;
    return mailboxes.mailboxes.flatMap(({ id, address }) => {
      const names = servedNames(id, tokenCommand.served);
      return names === "" ? [] : [`${plainText(address)} (${names})`];
    });
  }
}

function newItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem("tokens", vscode.StatusBarAlignment.Right);
  item.name = words(message("Entra Mail: Tokens"));
  item.text = `$(key) ${words(message("Serving tokens"))}`;
  item.accessibilityInformation = {
    label: words(message("Entra Mail serves tokens to mail programs")),
  };
  item.command = "entraMail.serveTokens";
  return item;
}
