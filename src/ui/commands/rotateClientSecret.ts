import { errorText, isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import type { Registration } from "../../core/registration/registration";
import { planRotation } from "../../core/registration/rotation";
import { isProvable } from "../../services/secretProof";
import type { Command } from "../command";
import { newSecretButton } from "../newSecretButton";
import type { Ui } from "../parts";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { askRotation } from "../prompts/rotationQuestions";
import { pickSecret } from "../prompts/pickSecret";
import { rotationSummaryMarkdown } from "../reports/rotationSummary";
import { readEnterpriseApplication } from "../readConsent";
import { reviewAndApply } from "../reviewAndApply";
import { locale, markdownWords } from "../localize";
import { plainText } from "../text";

const title = message("Rotate Client Secret");

/** Replaces a client secret: new one, stored and proven; then, when the person wants it, the old one goes. */
export const rotateClientSecret: Command = {
  id: "entraMail.rotateClientSecret",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const old = await pickSecret(ui, registration, target, titleAbout(title, registration));
    const provable = isProvable(
      registration.signInAudience,
      ui.registrations.tenantOf(registration),
    );
    const answers = await askRotation(
      ui,
      titleAbout(title, registration),
      registration,
      old,
      provable,
    );
    const needsServicePrincipal = provable && !(await hasServicePrincipal(ui, registration));
    const rotation = { old, provable, needsServicePrincipal, ...answers };
    const plan = planRotation(registration, rotation);
    const copy = newSecretButton(ui, registration);
    await reviewAndApply(ui, plan, {
      buttons: [copy.button],
      show: async ({ storedSecretKeyId, restsUntil }) => {
        copy.made(storedSecretKeyId);
        await ui.documents.show(
          "rotation",
          plainText(registration.displayName),
          rotationSummaryMarkdown(
            { registration, rotation, restsUntil },
            { say: markdownWords, locale: locale() },
          ),
        );
      },
      done: provable
        ? message("{0} has a new client secret, and it works.", registration.displayName)
        : message("{0} has a new client secret.", registration.displayName),
    });
  },
};

/** False also where nobody may tell: the step makes none where there is one. */
async function hasServicePrincipal(ui: Ui, registration: Registration): Promise<boolean> {
  try {
    return (await readEnterpriseApplication(ui, registration)) !== undefined;
  } catch (error) {
    if (isCancelled(error)) throw error;
    ui.log.warn(`The enterprise application could not be read: ${errorText(error)}`);
    return false;
  }
}
