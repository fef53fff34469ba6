import * as vscode from "vscode";
import { message } from "../../base/message";
import type { ProbeResult, ProtocolId } from "../../core/mail/probe";
import { type Protocol, protocolList } from "../../core/mail/protocol";
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
    const { address, account, clientId, kind, needsSignIn, signedInAt } = this.mailbox;
    const parts = mailboxDescription(this.mailbox, this.ui.clock.now()).map(words);
    const item = row(
      plainText(address),
      parts.join(" · "),
      vscode.TreeItemCollapsibleState.Expanded,
    );
    item.iconPath = needsSignIn ? healthIcon("soon") : new vscode.ThemeIcon("mail");
    const signedIn = needsSignIn ? "mailbox.signInNeeded" : "mailbox.signedIn";
    const { loginTests } = this.ui;
    const reported = protocolList.some(({ id }) => loginTests.lastReport(this.mailbox.id, id));
    item.contextValue = withReport(signedIn, reported);
    item.tooltip = tooltip(
      `**${markdownWords(message("{0}", address))}**`,
      markdownWords(
        kind === "appOnly"
          ? message("The app proves itself; nobody signs in")
          : message("Signed in as {0}", account.username),
      ),
      markdownWords(message("Application (client) ID {0}", clientId)),
      markdownWords(message("Since {0}", dateTimeWords(new Date(signedInAt), locale()))),
    );
    speak(item, words(message("Mailbox {0}", address)), ...parts);
    return item;
  }

  children(): readonly TreeNode[] {
    return protocolList.map((protocol) => new ProtocolNode(this.ui, this.mailbox, protocol));
  }
}

/** The last login test of a mailbox by one protocol. */
class ProtocolNode implements TreeNode {
  readonly id: string;

  constructor(
    private readonly ui: Ui,
    readonly mailbox: Mailbox,
    private readonly shown: Protocol,
  ) {
    this.id = `mailbox:${mailbox.id}:${shown.id}`;
  }

  get protocol(): ProtocolId {
    return this.shown.id;
  }

  look(): vscode.TreeItem {
    const { id, name } = this.shown;
    const probe = this.mailbox.probes[id];
    const now = this.ui.clock.now();
    const parts = probeDescription(probe, now, locale()).map(words);
    const item = row(name, parts.join(" · "));
    item.iconPath = healthIcon(health(probe));
    const reported = this.ui.loginTests.lastReport(this.mailbox.id, id) !== undefined;
    item.contextValue = withReport(`protocol.${id}`, reported);
    const [finding] = probe?.findings ?? [];
    if (probe !== undefined) {
      item.tooltip = tooltip(
        finding === undefined ? "" : `**${markdownWords(finding.title)}**`,
        finding === undefined ? "" : markdownWords(finding.explanation),
        markdownWords(message("Tested {0}", dateTimeWords(new Date(probe.at), locale()))),
      );
    }
    speak(item, words(message("{1} login of {0}", this.mailbox.address, name)), ...parts);
    return item;
  }
}

/** Only a test of this window has a report to show. */
function withReport(contextValue: string, reported: boolean): string {
  return reported ? `${contextValue}.reported` : contextValue;
}

function health(probe: ProbeResult | undefined): Health {
  if (probe === undefined || probe.findings[0]?.severity === "information") return "none";
  return probe.ok ? "healthy" : "expired";
}
