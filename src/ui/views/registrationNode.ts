import * as vscode from "vscode";
import { message } from "../../base/message";
import { worstExpiry } from "../../core/registration/expiry";
import type { RegistrationSummary } from "../../core/registration/registration";
import { rowExpiryWords } from "../expiryWords";
import { locale, markdownWords, words } from "../localize";
import { dateWords } from "../moments";
import type { Ui } from "../parts";
import { plainText } from "../text";
import { expiryUri } from "./expiryDecorations";
import { FailureNode } from "./failureNode";
import type { Painting } from "./lazyGroupNode";
import { type Health, healthIcon, row, speak, tooltip } from "./looks";
import type { TreeNode } from "./node";

/** An app registration: its name, and what will stop working next. */
export class RegistrationNode implements TreeNode {
  readonly id: string;

  constructor(
    private readonly ui: Ui,
    readonly registration: RegistrationSummary,
    private readonly painting: Painting,
    private readonly mark?: "pinned" | "imported",
  ) {
    this.id = `registration:${registration.objectId}`;
  }

  look(): vscode.TreeItem {
    const name = plainText(this.registration.displayName);
    const { health, text, uri, end } = this.expiry();
    const item = row(name, text, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = healthIcon(health);
    item.contextValue = ["registration", health, this.mark].filter(Boolean).join(".");
    if (uri !== undefined) item.resourceUri = uri;
    item.tooltip = tooltip(
      `**${markdownWords(message("{0}", this.registration.displayName))}**`,
      end === undefined ? text : `${text} (${dateWords(end, locale())})`,
      markdownWords(message("Application (client) ID {0}", this.registration.appId)),
    );
    speak(item, words(message("App registration {0}", name)), text);
    return item;
  }

  async children(): Promise<readonly TreeNode[]> {
    const { objectId } = this.registration;
    try {
      const { signal } = this.painting;
      const registration = await this.ui.registrations.details(objectId, signal);
      const { registrationFacts } = await import("../onDemand");
      return registrationFacts({ ui: this.ui, registration, painting: this.painting });
    } catch (error) {
      const { explainFailure } = await import("../../core/diagnosis/onDemand");
      const finding = explainFailure(error, "management");
      if (finding === undefined) return [];
      return [new FailureNode(`${this.id}:failure`, finding, () => this.loadAgain())];
    }
  }

  async loadAgain(): Promise<void> {
    const options = { fresh: true, interaction: "prompt" } as const;
    const { signal, repaint } = this.painting;
    await this.ui.registrations.details(this.registration.objectId, signal, options);
    repaint(this);
  }

  private expiry(): { health: Health; text: string; uri?: vscode.Uri | undefined; end?: Date } {
    const { clock, settings } = this.ui;
    const worst = worstExpiry(this.registration, clock.now(), settings.expiryWarningDays);
    if (worst === undefined) return { health: "none", text: words(message("no secret")) };
    const { clientSecrets, certificates } = this.registration;
    const facts = [...clientSecrets, ...certificates].find(({ keyId }) => keyId === worst.keyId);
    const end = new Date(facts?.endDateTime ?? clock.now());
    return {
      health: worst.expiry.state,
      text: words(rowExpiryWords(worst.expiry, worst.what, end, locale())),
      uri: expiryUri(this.id, worst.expiry, "badge"),
      end,
    };
  }
}
