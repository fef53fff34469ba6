import { message } from "../../base/message";
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
    if (!expiry.isOff) return;
    notifier.inform(message("The daily notification about expiry is switched off."), {
      title: message("Switch On"),
      run: () => expiry.switchOff(false),
    });
  },
};
