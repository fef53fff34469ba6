import { message } from "../../base/message";
import type { ClientSecretFacts, Registration } from "../../core/registration/registration";
import type { CredentialVerdict } from "../../core/ports";
import { isProvable } from "../../services/secretProof";
import { isImported, unknownEnd } from "../../core/registration/imported";
import { importedSecret } from "../../core/registration/importRegistration";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { answered } from "../prompts/editTarget";
import { askLastDay, endOf } from "../prompts/importQuestions";
import { pickSecret } from "../prompts/pickSecret";
import { askSecretValue } from "../prompts/secretQuestions";
import { readRegistrationFor } from "../readRegistration";

/** Takes the value of a secret that was made elsewhere, proves it where that is possible, and stores it here. */
export const storeClientSecret: Command = {
  id: "entraMail.storeClientSecret",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Store the Value of a Client Secret"));
    const registration = await readRegistrationFor(ui, target, title);
    if (isImported(registration) && registration.clientSecrets.length === 0) {
      await storeFirst(ui, registration, title);
      return;
    }
    const secret = await pickSecret(ui, registration, target, title);
    const value = answered(await askSecretValue({ title }, secret));
    const verdict = await prove(ui, registration, value);
    if (verdict?.kind === "refused" && !(await storeAllTheSame(ui, verdict.aadsts))) return;
    await ui.clientSecrets.store(registration.appId, { keyId: secret.keyId, secretText: value });
    tell(ui, secret, verdict);
  },
};

/** The secret of a registration that was entered by hand without one. */
async function storeFirst(ui: Ui, registration: Registration, title: string): Promise<void> {
  const { appId, displayName } = registration;
  if (registration.isFallbackPublicClient) {
    ui.notifier.inform(
      message(
        "{0} was imported as a program on a person's computer, which has no secret. If it has one, import it again with the platform Web.",
        displayName,
      ),
    );
    return;
  }
  const keyId = ui.newId();
  const blank = importedSecret(registration, keyId, "", unknownEnd);
  const value = answered(await askSecretValue({ title }, blank));
  const end = endOf(answered(await askLastDay({ title })));
  const verdict = await prove(ui, registration, value);
  if (verdict?.kind === "refused" && !(await storeAllTheSame(ui, verdict.aadsts))) return;
  const secret = importedSecret(registration, keyId, value, end);
  // First the value: without it the registration would look as if it could sign in
  await ui.clientSecrets.store(appId, { keyId, secretText: value });
  const { tenantId } = ui.imported.find(registration.objectId) ?? {};
  await ui.imported.add({ ...registration, clientSecrets: [secret] }, tenantId);
  tell(ui, secret, verdict);
}

/** @returns undefined where no directory can be asked */
async function prove(
  ui: Ui,
  registration: Registration,
  value: string,
): Promise<CredentialVerdict | undefined> {
  const tenantId = ui.registrations.tenantOf(registration);
  if (tenantId === undefined || !isProvable(registration.signInAudience, tenantId)) {
    return undefined;
  }
  return await withProgress(message("Proving the client secret"), (signal) =>
    ui.secretProof.prove(registration.appId, tenantId, value, signal),
  );
}

function storeAllTheSame({ notifier }: Ui, aadsts: string | undefined): Promise<boolean> {
  return notifier.confirm(
    message("Microsoft did not accept this value."),
    aadsts === undefined
      ? message("It may be cut off, or the value of another secret or app.")
      : message(
          "It may be cut off, expired, or the value of another secret or app ({0}).",
          `AADSTS${aadsts}`,
        ),
    message("Store Anyway"),
  );
}

function tell(
  { notifier }: Ui,
  { displayName, hint }: ClientSecretFacts,
  verdict: CredentialVerdict | undefined,
): void {
  const name = displayName === "" ? `${hint}…` : displayName;
  notifier.inform(
    verdict?.kind === "proven"
      ? message("The value of {0} is stored here, and Microsoft accepts it.", name)
      : message("The value of {0} is stored here. Whether it works was not proven.", name),
  );
}
