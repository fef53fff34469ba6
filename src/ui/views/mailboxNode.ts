import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Mailbox } from "../../core/mailbox/mailbox";
import { locale, markdownWords, words } from "../localize";
import { dateTimeWords } from "../moments";
import type { Ui } from "../parts";
import { plainText } from "../text";
import { type Health, healthIcon, row, speak, tooltip } from "./looks";
import { mailboxDescription, probeDescription } from "./mailboxWords";
import type { TreeNode } from "./node";

/** A signed-in mailbox. */
export class MailboxNode implements TreeNode {
  readonly id: string;

  constructor(
    private readonly ui: Ui,
    readonly mailbox: Mailbox,
  ) {
    this.id = `mailbox:${mailbox.id}`;
  }

  look(): vscode.TreeItem {
    const { address, account, clientId, needsSignIn, signedInAt } = this.mailbox;
    const parts = mailboxDescription(this.mailbox, this.ui.clock.now()).map(words);
    const item = row(
      plainText(address),
      parts.join(" · "),
      vscode.TreeItemCollapsibleState.Expanded,
    );
    item.iconPath = needsSignIn ? healthIcon("soon") : new vscode.ThemeIcon("mail");
    const signedIn = needsSignIn ? "mailbox.signInNeeded" : "mailbox.signedIn";
    item.contextValue = withReport(this.ui, this.mailbox, signedIn);
    item.tooltip = tooltip(
      `**${markdownWords(message("{0}", address))}**`,
      markdownWords(message("Signed in as {0}", account.username)),
      markdownWords(message("Application (client) ID {0}", clientId)),
      markdownWords(message("Since {0}", dateTimeWords(new Date(signedInAt), locale()))),
    );
    speak(item, words(message("Mailbox {0}", address)), ...parts);
    return item;
  }

  children(): readonly TreeNode[] {
    return [new ImapNode(this.ui, this.mailbox)];
  }
}

/** The last IMAP login test of a mailbox. */
class ImapNode implements TreeNode {
  readonly id: string;

  constructor(
    private readonly ui: Ui,
    readonly mailbox: Mailbox,
  ) {
    this.id = `mailbox:${mailbox.id}:imap`;
  }

  look(): vscode.TreeItem {
    const probe = this.mailbox.probes.imap;
    const now = this.ui.clock.now();
    const parts = probeDescription(probe, now, locale()).map(words);
    const item = row("IMAP", parts.join(" · "));
    item.iconPath = healthIcon(probe === undefined ? "none" : health(probe.ok));
    item.contextValue = withReport(this.ui, this.mailbox, "imap");
    const [finding] = probe?.findings ?? [];
    if (probe !== undefined) {
      item.tooltip = tooltip(
        finding === undefined ? "" : `**${markdownWords(finding.title)}**`,
        finding === undefined ? "" : markdownWords(finding.explanation),
        markdownWords(message("Tested {0}", dateTimeWords(new Date(probe.at), locale()))),
      );
    }
    speak(item, words(message("IMAP login of {0}", this.mailbox.address)), ...parts);
    return item;
  }
}

/** Only a test of this window has a report to show. */
function withReport({ loginTests }: Ui, { id }: Mailbox, contextValue: string): string {
  return loginTests.lastReport(id) === undefined ? contextValue : `${contextValue}.reported`;
}

function health(ok: boolean): Health {
  return ok ? "healthy" : "expired";
}
