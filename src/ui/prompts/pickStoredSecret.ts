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
import { isSecretHere } from "../unsavedSecret";
import { askPick, type Choice } from "./pick";
import { pickRegistration } from "./pickRegistration";
import { back } from "./frame";

export interface StoredSecret {
  readonly registration: RegistrationSummary;
  readonly secret: ClientSecretFacts;
}

/**
 * A client secret whose value is on this computer.
 * @throws Failure `input.invalid` (clientSecret.none, clientSecret.notHere); CancelledError
 */
export async function pickStoredSecret(
  ui: Ui,
  target: unknown,
  title: string,
): Promise<StoredSecret> {
  const { secret: chosen } = rowOf(target);
  const registration = registrationOf(ui, target) ?? (await pickRegistration(ui, title));
  if (chosen !== undefined) return { registration, secret: chosen };
  const candidates = registration.clientSecrets.filter(({ keyId }) =>
    isSecretHere(ui, registration.appId, keyId),
  );
  const [only] = candidates;
  if (only === undefined) {
    throw registration.clientSecrets.length === 0 ? noSecret() : secretNotHere();
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

/** What to throw where there is no client secret. */
export const noSecret = (): Failure =>
  new Failure("input.invalid", "This registration has no client secret.", {
    input: "clientSecret",
    problem: "none",
  });

/** What to throw when the value of a client secret cannot be had. */
export const secretNotHere = (): Failure =>
  new Failure("input.invalid", "The value of this secret is not on this computer.", {
    input: "clientSecret",
    problem: "notHere",
  });

function choiceOf({ clock, settings }: Ui, secret: ClientSecretFacts): Choice<ClientSecretFacts> {
  const { displayName, hint, endDateTime } = secret;
  const expiry = classifyExpiry(clock.now(), endDateTime, settings.expiryWarningDays);
  return {
    label: pickText(`${displayName} · ${hint}…`),
    description: pickWords(credentialExpiryWords(expiry, new Date(endDateTime), locale())),
    value: secret,
  };
}
