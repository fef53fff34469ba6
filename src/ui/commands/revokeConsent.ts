import * as vscode from "vscode";
import { message } from "../../base/message";
import { planRevoke, revocables } from "../../core/consent/consentPlans";
import { myApps } from "../../core/mailbox/consentPlace";
import type { Command } from "../command";
import { words } from "../localize";
import { askRevocables } from "../prompts/consentQuestions";
import { titleAbout } from "../prompts/editTarget";
import { readConsent } from "../readConsent";
import { readRegistrationFor } from "../readRegistration";
import { reviewAndApply } from "../reviewAndApply";

/** Takes consent back, permission by permission. */
export const revokeConsent: Command = {
  id: "entraMail.revokeConsent",
  about: "management",
  run: async (ui, target) => {
    const command = message("Revoke Consent");
    const registration = await readRegistrationFor(ui, target, words(command));
    const title = titleAbout(command, registration);
    const { displayName } = registration;
    const rows = revocables(await readConsent(ui, registration));
    if (rows.length === 0) {
      ui.notifier.inform(message("Nothing is granted to {0}.", displayName));
      return;
    }
    const chosen = await askRevocables({ title }, rows);
    try {
      await reviewAndApply(ui, planRevoke(registration, chosen), {
        done: message(
          "The consent for {0} was taken back. Running sign-ins end within about 90 minutes, then they have to ask again. What you agreed to yourself you also see on the My Apps page.",
          displayName,
        ),
        buttons: [
          {
            title: message("Open My Apps"),
            run: () => vscode.env.openExternal(vscode.Uri.parse(myApps)),
          },
        ],
      });
    } finally {
      ui.consent.forget();
    }
  },
};
