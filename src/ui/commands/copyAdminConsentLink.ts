import * as vscode from "vscode";
import { message } from "../../base/message";
import { adminConsentLinks } from "../../core/consent/adminConsentLink";
import type { Registration } from "../../core/registration/registration";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import {
  askConsentAnswer,
  askConsentLink,
  askConsentRedirectUri,
} from "../prompts/consentLinkQuestions";
import { readRegistrationFor } from "../readRegistration";

/** Copies a link on which an administrator approves what a registration asks for. */
export const copyAdminConsentLink: Command = {
  id: "entraMail.copyAdminConsentLink",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Copy Admin Consent Link"));
    const registration = await readRegistrationFor(ui, target, title);
    if (isWithoutLink(ui, registration)) return;
    const redirectUri = await askConsentRedirectUri(title, registration);
    if (redirectUri === undefined) {
      ui.notifier.warn(
        message(
          "{0} has no redirect URI to which a browser can be sent back, and the approval page asks for one. Add http://localhost, or send a request for an administrator.",
          registration.displayName,
        ),
        commandButton("addRedirectUri", registration),
        commandButton("copyAdminRequest", registration),
      );
      return;
    }
    const state = ui.newId();
    const tenantId = ui.registrations.tenantOf(registration);
    const request = { cloud: ui.settings.cloud, tenantId, redirectUri, state };
    const links = await askConsentLink(title, adminConsentLinks(registration, request));
    await vscode.env.clipboard.writeText(links.map(({ url }) => url).join("\n"));
    ui.notifier.inform(
      message(
        "The admin consent link of {0} was copied. Send it to an administrator, who signs in and accepts.",
        registration.displayName,
      ),
      {
        title: message("Read the Answer…"),
        run: () => readAnswer(ui, registration, title, state),
      },
    );
  },
};

/** Says why there is nothing an administrator could approve. */
function isWithoutLink(ui: Ui, registration: Registration): boolean {
  const { displayName, signInAudience, requiredResourceAccess } = registration;
  if (signInAudience === "PersonalMicrosoftAccount") {
    ui.notifier.inform(
      message(
        "{0} is for personal accounts only. They have no administrator: each person agrees at the first sign-in.",
        displayName,
      ),
    );
    return true;
  }
  if (requiredResourceAccess.some(({ resourceAccess }) => resourceAccess.length > 0)) return false;
  ui.notifier.inform(
    message("{0} asks for no permission yet.", displayName),
    commandButton("addPermissions", registration),
  );
  return true;
}

const buttonTitles = {
  addRedirectUri: message("Add Redirect URI"),
  addPermissions: message("Add API Permissions"),
  copyAdminRequest: message("Copy Request for an Administrator"),
  showConsent: message("Show Consent"),
};

function commandButton(
  command: keyof typeof buttonTitles,
  { objectId }: Registration,
): Parameters<Ui["notifier"]["inform"]>[1] & object {
  return {
    title: buttonTitles[command],
    run: () => vscode.commands.executeCommand(`entraMail.${command}`, objectId),
  };
}

async function readAnswer(
  ui: Ui,
  registration: Registration,
  title: string,
  state: string,
): Promise<void> {
  const answer = await askConsentAnswer(title, state);
  if (answer.kind === "refused") {
    ui.notifier.warn(
      message("The approval was refused ({0}): {1}", answer.error, answer.description),
    );
    return;
  }
  if (answer.kind !== "granted") {
    ui.notifier.warn(message("This is the answer to another link. Ask for that of the last one."));
    return;
  }
  ui.consent.forget();
  ui.notifier.inform(
    message("The approval page says that {0} was approved.", registration.displayName),
    commandButton("showConsent", registration),
  );
}
