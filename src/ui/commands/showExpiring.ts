import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import type { WatchedCredential } from "../../core/registration/expiryReminder";
import { isImported } from "../../core/registration/imported";
import type { Button } from "../button";
import type { Command } from "../command";
import { locale, markdownWords, words } from "../localize";
import { expiryReportMarkdown } from "../reports/expiryReport";
import { hasSeenAll } from "../seenAll";

/** Shows when every watched secret and certificate ends. Asks nobody. */
export const showExpiring: Command = {
  id: "entraMail.showExpiring",
  about: "management",
  run: async ({ expiry, clock, settings, documents, notifier, registrations }) => {
    const now = clock.now();
    const facts = {
      credentials: expiry.credentials(now),
      now,
      warningDays: settings.expiryWarningDays,
      incomplete: !hasSeenAll({ registrations, expiry }),
    };
    const language = { say: markdownWords, locale: locale() };
    const name = words(message("Expiring secrets and certificates"));
    await documents.show("expiry", name, expiryReportMarkdown(facts, language));
    const attention = facts.credentials.filter((one) => one.expiry.state !== "healthy");
    const told = [
      ...(attention.length === 0 ? [] : [attentionWords(attention.length)]),
      ...(expiry.isOff ? [message("The daily notification about expiry is switched off.")] : []),
    ];
    if (told.length === 0) return;
    notifier.inform(
      told.reduce((text, sentence) => message("{0} {1}", text, sentence)),
      ...(attention.some(canRotate) ? [rotate(attention.filter(canRotate))] : []),
      ...(expiry.isOff
        ? [{ title: message("Switch On"), run: () => expiry.switchOff(false) }]
        : []),
    );
  },
};

function attentionWords(count: number): Message {
  return count === 1
    ? message("1 secret or certificate has expired or will soon.")
    : message("{0} secrets or certificates have expired or will soon.", count);
}

function canRotate({ what, registration }: WatchedCredential): boolean {
  return what === "secret" && !isImported(registration);
}

/** Of several, the command asks. */
function rotate(secrets: readonly WatchedCredential[]): Button {
  const [first, ...others] = secrets;
  const only = others.length === 0 ? first?.registration.objectId : undefined;
  return {
    title: message("Rotate Client Secret…"),
    run: () => vscode.commands.executeCommand("entraMail.rotateClientSecret", only),
  };
}
