import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { planServicePrincipal } from "../../core/consent/consentPlans";
import { exchangeScript, type ExchangeVariant } from "../../core/exchange/exchangeScript";
import { exchangeOnlineAppId, permissionOf } from "../../core/registration/permissions";
import type { Registration } from "../../core/registration/registration";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { askExchange } from "../prompts/exchangeQuestions";
import { titleAbout } from "../prompts/editTarget";
import { readEnterpriseApplication } from "../readConsent";
import { readRegistrationFor } from "../readRegistration";
import { openScript } from "../reports/exchangeScript";
import { reviewAndApply } from "../reviewAndApply";

/** Opens a script that lets an app without a user into mailboxes. Nothing is run. */
export const showExchangeScript: Command = {
  id: "entraMail.showExchangeScript",
  about: "management",
  run: async (ui, target) => {
    const command = message("Show Exchange Online Script");
    const registration = await readRegistrationFor(ui, target, words(command));
    const title = titleAbout(command, registration);
    const enterpriseObjectId = await enterpriseApplication(ui, registration);
    const known = ui.registrations.tenantOf(registration);
    const { variant, mailboxes, sendAs, organization = "" } = await askExchange(title, known);
    await openScript(
      exchangeScript(
        {
          variant,
          appId: registration.appId,
          enterpriseObjectId,
          registrationObjectId: registration.objectId,
          displayName: registration.displayName,
          organization,
          mailboxes,
          sendAs,
          cloudId: ui.settings.cloud.id,
        },
        words,
      ),
    );
    tellPermissions(ui, registration, variant);
  },
};

/**
 * Object id of the enterprise application. Where there is none, creating it is offered first.
 * @throws CancelledError also when the directory does not show the new one yet: that has been said then
 */
async function enterpriseApplication(ui: Ui, registration: Registration): Promise<string> {
  const present = await readEnterpriseApplication(ui, registration);
  if (present !== undefined) return present.id;
  const { displayName } = registration;
  try {
    await reviewAndApply(ui, planServicePrincipal(registration), {
      done: message("{0} has an enterprise application in this directory now.", displayName),
    });
  } finally {
    ui.consent.forget();
  }
  const made = await readEnterpriseApplication(ui, registration);
  if (made !== undefined) return made.id;
  ui.notifier.inform(
    message(
      "The directory does not show the enterprise application of {0} yet. Run the command again in a minute.",
      displayName,
    ),
  );
  throw new CancelledError();
}

/** The script and the permissions of the registration have to fit each other. */
function tellPermissions(ui: Ui, registration: Registration, variant: ExchangeVariant): void {
  const { displayName, objectId, requiredResourceAccess } = registration;
  const roles = requiredResourceAccess
    .filter(({ resourceAppId }) => resourceAppId === exchangeOnlineAppId)
    .flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess
        .filter(({ type }) => type === "Role")
        .map((access) => permissionOf(resourceAppId, access).value),
    );
  if (variant === "rbac" && roles.includes("SMTP.SendAsApp")) {
    ui.notifier.warn(
      message(
        "{0} asks for SMTP.SendAsApp. With it Exchange asks for mailbox permissions and the role of this script does not count: remove the permission.",
        displayName,
      ),
      {
        title: message("Remove API Permission"),
        run: () => vscode.commands.executeCommand("entraMail.removePermission", objectId),
      },
    );
  }
  if (variant === "mailboxPermission" && roles.length === 0) {
    ui.notifier.warn(
      message(
        "{0} asks for no application permission of Office 365 Exchange Online yet. Without one the login is refused in spite of the script.",
        displayName,
      ),
      {
        title: message("Add API Permissions"),
        run: () => vscode.commands.executeCommand("entraMail.addPermissions", objectId),
      },
    );
  }
}
