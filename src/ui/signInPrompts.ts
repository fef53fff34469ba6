import * as vscode from "vscode";
import { message } from "../base/message";
import type { DeviceCode, SettingsReader, SignInInteraction } from "../core/ports";
import { commandLink, type Report } from "./progress";
import { checkSignInPage } from "./signInPages";

/** What a running sign-in waits for: at most one at a time can be helped along from a notification. */
type Pending =
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "code"; readonly code: DeviceCode };

/** Shows sign-ins to the person: opens the page, and keeps link and code at hand while one runs. */
export class SignInPrompts {
  private pending: Pending | undefined;

  /** @param askPastedAnswer asks for the address at which the browser ended; loaded when it is needed */
  constructor(
    private readonly settings: Pick<SettingsReader, "cloud">,
    private readonly askPastedAnswer: SignInInteraction["askPastedAnswer"],
  ) {}

  /**
   * Runs `work` with the means to involve the person.
   * @param report the progress notification that the sign-in is told in
   */
  async during<T>(
    report: Report,
    work: (interaction: SignInInteraction) => Promise<T>,
  ): Promise<T> {
    try {
      return await work({
        openBrowser: (url) => this.openBrowser(url, report),
        showDeviceCode: (code) => this.showDeviceCode(code, report),
        askPastedAnswer: this.askPastedAnswer,
      });
    } finally {
      this.remember(undefined);
    }
  }

  /** Copies the address of the sign-in page; false when no sign-in waits for it. */
  async copyLink(): Promise<boolean> {
    if (this.pending?.kind !== "link") return false;
    await vscode.env.clipboard.writeText(this.pending.url);
    return true;
  }

  /**
   * Copies the device code and opens the page that asks for it; false when no sign-in waits for it.
   * @throws Failure `oauth.unexpectedAnswer` when the page is none of Microsoft's; the code is copied
   */
  async openDevicePage(): Promise<boolean> {
    if (this.pending?.kind !== "code") return false;
    const { userCode, verificationUri } = this.pending.code;
    await vscode.env.clipboard.writeText(userCode);
    checkSignInPage(verificationUri, this.settings.cloud);
    await openExternal(verificationUri);
    return true;
  }

  private async openBrowser(url: string, report: Report): Promise<boolean> {
    checkSignInPage(url, this.settings.cloud);
    this.remember({ kind: "link", url });
    report(
      message("Complete the sign-in in your browser."),
      commandLink(vscode.l10n.t("Copy Link"), "entraMail.copySignInLink"),
    );
    // A refused dialog is no refusal of the sign-in: the link can still be opened by hand.
    await openExternal(url);
    return true;
  }

  private showDeviceCode(code: DeviceCode, report: Report): void {
    this.remember({ kind: "code", code });
    report(
      message("Enter the code {0} at {1}.", code.userCode, code.verificationUri),
      commandLink(vscode.l10n.t("Copy Code and Open"), "entraMail.openDeviceSignIn"),
    );
  }

  private remember(pending: Pending | undefined): void {
    this.pending = pending;
    void vscode.commands.executeCommand("setContext", "entraMail.signIn.pending", pending?.kind);
  }
}

async function openExternal(url: string): Promise<boolean> {
  return await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
