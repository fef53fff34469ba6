import { message } from "../../base/message";
import type { Command } from "../command";
import { markdownWords, words } from "../localize";
import { pickRegistration } from "../prompts/pickRegistration";
import { endpointsMarkdown } from "../reports/endpointsReport";
import { registrationOf } from "../target";
import { plainText } from "../text";

/** Shows where programs sign in with a registration, and where the mail is. */
export const showEndpoints: Command = {
  id: "entraMail.showEndpoints",
  about: "management",
  run: async (ui, target) => {
    const registration =
      registrationOf(ui, target) ?? (await pickRegistration(ui, words(message("Show Endpoints"))));
    const tenantId = ui.registrations.tenantOf(registration);
    await ui.documents.show(
      "endpoints",
      plainText(registration.displayName),
      endpointsMarkdown(
        { registration, tenantId, cloud: ui.settings.cloud },
        { say: markdownWords },
      ),
    );
  },
};
