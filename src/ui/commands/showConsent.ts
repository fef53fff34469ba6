import { message } from "../../base/message";
import type { Command } from "../command";
import { markdownWords, words } from "../localize";
import { readConsent } from "../readConsent";
import { readRegistrationFor } from "../readRegistration";
import { consentReportMarkdown } from "../reports/consentReport";
import { plainText } from "../text";

/** Shows what a registration asks for and what was granted, API by API. */
export const showConsent: Command = {
  id: "entraMail.showConsent",
  about: "management",
  run: async (ui, target) => {
    const registration = await readRegistrationFor(ui, target, words(message("Show Consent")));
    const state = await readConsent(ui, registration);
    await ui.documents.show(
      "consent",
      plainText(registration.displayName),
      consentReportMarkdown(registration, state, { say: markdownWords }),
    );
  },
};
