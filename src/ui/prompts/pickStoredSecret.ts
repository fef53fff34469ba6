import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { Failure } from "../../core/failure";
import { classifyExpiry } from "../../core/registration/expiry";
import type { ClientSecretFacts, RegistrationSummary } from "../../core/registration/registration";
import { credentialExpiryWords } from "../expiryWords";
import { locale, pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { registrationOf, rowOf } from "../target";
import { pickText } from "../text";
import { askPick, type Choice } from "./pick";
import { pickRegistration } from "./pickRegistration";
import { back } from "./frame";

export interface StoredSecret {
  readonly registration: RegistrationSummary;
  readonly secret: ClientSecretFacts;
}

/**
 * A client secret, of those whose value lies in this editor if there are any.
 * @throws Failure `secret.unreadable` when the registration has none; CancelledError
 */
export async function pickStoredSecret(
  ui: Ui,
  target: unknown,
  title: string,
): Promise<StoredSecret> {
  const { secret: chosen } = rowOf(target);
  const registration = registrationOf(ui, target) ?? (await pickRegistration(ui, title));
  if (chosen !== undefined) return { registration, secret: chosen };
  const stored = registration.clientSecrets.filter(({ keyId }) =>
    ui.registrations.isSecretStored(registration.appId, keyId),
  );
  // A value that could not be stored is still held in memory: then every secret is worth asking for.
  const candidates = stored.length > 0 ? stored : registration.clientSecrets;
  const [only] = candidates;
  if (only === undefined) {
    throw new Failure("secret.unreadable", "This registration has no client secret.");
  }
  if (candidates.length === 1) return { registration, secret: only };
  const secret = await askPick(
    { title },
    {
      choices: candidates.map((facts) => choiceOf(ui, facts)),
      placeholder: words(message("Which client secret?")),
    },
  );
  if (secret === back) throw new CancelledError();
  return { registration, secret };
}

function choiceOf({ clock, settings }: Ui, secret: ClientSecretFacts): Choice<ClientSecretFacts> {
  const { displayName, hint, endDateTime } = secret;
  const expiry = classifyExpiry(clock.now(), endDateTime, settings.expiryWarningDays);
  return {
    label: pickText(`${displayName} · ${hint}…`),
    description: pickWords(credentialExpiryWords(expiry, new Date(endDateTime), locale())),
    value: secret,
  };
}
