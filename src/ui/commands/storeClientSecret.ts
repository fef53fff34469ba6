import { message } from "../../base/message";
import type { ClientSecretFacts, Registration } from "../../core/registration/registration";
import type { CredentialVerdict } from "../../core/ports";
import { isProvable } from "../../services/secretProof";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { answered } from "../prompts/editTarget";
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
    const secret = await pickSecret(ui, registration, target, title);
    const value = answered(await askSecretValue({ title }, secret));
    const verdict = await prove(ui, registration, value);
    if (verdict?.kind === "refused" && !(await storeAllTheSame(ui, verdict.aadsts))) return;
    await ui.registrations.storeSecretValue(registration.appId, secret.keyId, value);
    tell(ui, secret, verdict);
  },
};

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
      : message("It may be cut off, ended, or the value of another secret or app ({0}).", aadsts),
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
