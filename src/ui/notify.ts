import * as vscode from "vscode";
import { isCancelled } from "../base/errors";
import { type Message, message } from "../base/message";
import type { FailureContext } from "../core/diagnosis/explain";
import type { Finding } from "../core/diagnosis/finding";
import type { Log } from "../core/ports";
import { findingDetails } from "./findingDetails";
import type { Button } from "./button";
import { type ActionTarget, findingButtons } from "./findingActions";
import { notice, words } from "./localize";

/** More buttons than this push the text out of a notification. */
const mostButtons = 3;

type ShowMessage = (text: string, titles: readonly string[]) => Thenable<string | undefined>;

const showBySeverity: Readonly<Record<Finding["severity"], ShowMessage>> = {
  error: (text, titles) => vscode.window.showErrorMessage(text, ...titles),
  warning: (text, titles) => vscode.window.showWarningMessage(text, ...titles),
  information: (text, titles) => vscode.window.showInformationMessage(text, ...titles),
};

export interface NotifierParts {
  readonly redact: (text: string) => string;
  readonly log: Log;
}

/** Where a finding was met, and what its actions are about. */
export interface FindingPlace extends ActionTarget {
  /** Which sign-in a failure is about, that of a button included. Default: that of a mailbox. */
  readonly about?: FailureContext;
  /** Buttons that stand before those of the finding. */
  readonly first?: readonly Button[];
  /** What is so all the same, said at the end. */
  readonly note?: Message;
}

/** The one place from which notifications and dialogs come: sanitised, redacted, with a next step. */
export class Notifier {
  constructor(private readonly parts: NotifierParts) {}

  inform(text: Message, ...buttons: Button[]): void {
    this.show("information", [text], buttons);
  }

  warn(text: Message, ...buttons: Button[]): void {
    this.show("warning", [text], buttons);
  }

  /** Headline, why, and what to do next. */
  finding(finding: Finding, place: FindingPlace = {}): void {
    const { first = [], note } = place;
    const actions = [...first, ...findingButtons(finding, place)].slice(0, mostButtons - 1);
    const details = this.copyDetails(findingDetails(finding, words));
    const texts = [finding.title, finding.explanation, ...(note ? [note] : [])];
    this.show(finding.severity, texts, [...actions, details], place);
  }

  /** Tells of anything that was thrown. A cancellation is silence. */
  failure(error: unknown, place: FindingPlace): void {
    if (isCancelled(error)) return;
    this.parts.log.error("Told in a notification:", error);
    void this.explain(error, place);
  }

  /** A modal question whose button repeats the verb. */
  async confirm(question: Message, detail: Message, verb: Message): Promise<boolean> {
    return (await this.choose(question, detail, [verb])) === verb;
  }

  /** A modal question with a button for each verb. @returns undefined when the person cancels */
  async choose(
    question: Message,
    detail: Message,
    verbs: readonly Message[],
  ): Promise<Message | undefined> {
    const answer = await vscode.window.showWarningMessage(
      this.clean([question]),
      { modal: true, detail: this.clean([detail]) },
      ...verbs.map(words),
    );
    return verbs.find((verb) => words(verb) === answer);
  }

  private async explain(error: unknown, place: FindingPlace): Promise<void> {
    const { explainFailure } = await import("../core/diagnosis/onDemand");
    const finding = explainFailure(error, place.about);
    if (finding !== undefined) this.finding(finding, place);
  }

  private show(
    severity: Finding["severity"],
    texts: readonly Message[],
    buttons: readonly Button[],
    { first: _first, note: _note, ...place }: FindingPlace = {},
  ): void {
    const titles = buttons.map(({ title }) => words(title));
    const shown = showBySeverity[severity](this.clean(texts), titles);
    shown
      .then((title) => buttons[titles.indexOf(title ?? "")]?.run())
      .then(undefined, (error: unknown) => this.failure(error, place));
  }

  private clean(texts: readonly Message[]): string {
    return this.parts.redact(texts.map(notice).join(" "));
  }

  private copyDetails(details: string): Button {
    const redacted = this.parts.redact(details);
    return {
      title: message("Copy Details"),
      run: () => vscode.env.clipboard.writeText(redacted),
    };
  }
}
