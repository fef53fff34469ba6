import type * as vscode from "vscode";
import { message } from "../../base/message";
import { classifyExpiry, type Expiry } from "../../core/registration/expiry";
import type {
  CertificateFacts,
  ClientSecretFacts,
  RegistrationSummary,
} from "../../core/registration/registration";
import { credentialExpiryWords } from "../expiryWords";
import { locale, markdownWords, words } from "../localize";
import { dateTimeWords, dateWords } from "../moments";
import type { Ui } from "../parts";
import { plainText } from "../text";
import { expiryUri } from "./expiryDecorations";
import { healthIcon, row, speak, tooltip } from "./looks";
import type { RegistrationPart, TreeNode } from "./node";

type CredentialUi = Pick<Ui, "clock" | "settings">;

/** A client secret: whether it still works, and whether its value lies in this editor. */
export class SecretNode implements TreeNode {
  readonly id: string;

  constructor(
    private readonly ui: CredentialUi,
    readonly registration: RegistrationSummary,
    readonly secret: ClientSecretFacts,
    readonly stored: boolean,
    /** The value can be read, if only until the window closes. */
    readonly readable: boolean = stored,
  ) {
    this.id = `secret:${registration.objectId}:${secret.keyId}`;
  }

  look(): vscode.TreeItem {
    const { displayName, hint } = this.secret;
    const name = displayName === "" ? words(message("no description")) : plainText(displayName);
    const label = hint === "" ? name : `${name} · ${plainText(hint)}…`;
    const kept = words(this.stored ? message("value stored here") : message("value not stored"));
    const item = credentialRow(this.ui, this.id, label, this.secret.endDateTime, kept);
    item.contextValue = this.readable ? "secret.storedSecret" : "secret";
    return item;
  }
}

/** A certificate: whether it still works, and whether its private key lies in this editor. */
export class CertificateNode implements TreeNode {
  readonly id: string;
  readonly part: RegistrationPart;

  constructor(
    private readonly ui: CredentialUi,
    readonly registration: RegistrationSummary,
    private readonly certificate: CertificateFacts,
    /** Its private key is in this editor. */
    private readonly keyStored: boolean = false,
  ) {
    this.id = `certificate:${registration.objectId}:${certificate.keyId}`;
    this.part = { kind: "certificate", certificate };
  }

  look(): vscode.TreeItem {
    const { displayName, keyId, endDateTime } = this.certificate;
    const label = plainText(displayName || keyId);
    const kept = this.keyStored ? words(message("key stored here")) : undefined;
    const item = credentialRow(this.ui, this.id, label, endDateTime, kept);
    item.contextValue = this.keyStored ? "certificate.storedKey" : "certificate";
    return item;
  }
}

function credentialRow(
  { clock, settings }: CredentialUi,
  id: string,
  label: string,
  endDateTime: string,
  kept?: string,
): vscode.TreeItem {
  const end = new Date(endDateTime);
  const expiry = classifyExpiry(clock.now(), endDateTime, settings.expiryWarningDays);
  const left = words(credentialExpiryWords(expiry, end, locale()));
  const state = expiry.state !== "expired" ? withDate(left, expiry, end) : left;
  const item = row(label, [state, kept].filter(Boolean).join(" · "));
  item.iconPath = healthIcon(expiry.state);
  const uri = expiryUri(id, expiry, "colour");
  if (uri !== undefined) item.resourceUri = uri;
  item.tooltip = tooltip(
    `**${markdownWords(message("{0}", label))}**`,
    markdownWords(message("Ends {0}", dateTimeWords(end, locale()))),
    kept ?? "",
  );
  speak(item, label, state, kept);
  return item;
}

/** "12 days left (3 Dec 2026)"; the words for a distant end hold the date already. */
function withDate(left: string, { days }: Expiry, end: Date): string {
  return days < 60 ? `${left} (${dateWords(end, locale())})` : left;
}
