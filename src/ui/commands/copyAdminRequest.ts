import * as vscode from "vscode";
import { message } from "../../base/message";
import {
  type AdminConsentLink,
  adminConsentLinks,
  consentRedirectUris,
} from "../../core/consent/adminConsentLink";
import { isFailure } from "../../core/failure";
import type { Registration } from "../../core/registration/registration";
import type { Command } from "../command";
import { markdownWords, words } from "../localize";
import type { Ui } from "../parts";
import { readRegistrationFor } from "../readRegistration";
import { adminRequestMarkdown, adminRequestText } from "../reports/adminRequest";
import { plainText } from "../text";

/** Copies a text for an administrator, and shows it. */
export const copyAdminRequest: Command = {
  id: "entraMail.copyAdminRequest",
  about: "management",
  run: async (ui, target) => {
    const title = message("Copy Request for an Administrator");
    const registration = await readRegistrationFor(ui, target, words(title));
    const { displayName } = registration;
    const asker = ui.registrations.list.account?.label;
    const links = linksOf(ui, registration);
    const text = adminRequestText({ registration, asker, links }, words);
    await vscode.env.clipboard.writeText(text);
    await ui.documents.show(
      "admin-request",
      plainText(displayName),
      adminRequestMarkdown(
        text,
        markdownWords(message("Request for an administrator: {0}", displayName)),
        markdownWords(message("This text was copied. Paste it into a mail to an administrator.")),
      ),
    );
  },
};

/** Without a redirect URI, a directory or an administrator there is no link, and the text names the portal. */
function linksOf(ui: Ui, registration: Registration): readonly AdminConsentLink[] {
  const [redirectUri] = consentRedirectUris(registration);
  if (redirectUri === undefined) return [];
  try {
    return adminConsentLinks(registration, {
      cloud: ui.settings.cloud,
      tenantId: ui.registrations.tenantOf(registration),
      redirectUri,
      state: ui.newId(),
    });
  } catch (error) {
    if (isFailure(error, "input.invalid")) return [];
    throw error;
  }
}
