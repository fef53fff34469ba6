import type { Message } from "../../base/message";
import { Failure } from "../failure";
import { includesPersonalAccounts } from "./audience";
import type { Plan, PlanStep } from "./plan";
import { planAbout } from "./planAbout";
import type {
  ClientSecretFacts,
  PasswordCredentialDraft,
  RegistrationSummary,
} from "./registration";

/** Entra "supported accounts validation": with personal accounts two, else no limit of its own. */
const mostSecretsWithPersonalAccounts = 2;

/** True when no further client secret can be added before one is removed. */
export function isFullOfSecrets({
  signInAudience,
  clientSecrets,
}: Pick<RegistrationSummary, "signInAudience" | "clientSecrets">): boolean {
  return (
    includesPersonalAccounts(signInAudience) &&
    clientSecrets.length >= mostSecretsWithPersonalAccounts
  );
}

/** @throws Failure `input.invalid` (clientSecret.tooMany) */
export function planAddSecret(
  registration: RegistrationSummary,
  secret: PasswordCredentialDraft,
): Plan {
  if (isFullOfSecrets(registration)) throw tooManySecrets();
  return planAbout(registration, "addSecret", [{ kind: "storeSecret", secret }]);
}

/** @param notes what stops then, for the review */
export function planRemoveSecret(
  registration: RegistrationSummary,
  secret: ClientSecretFacts,
  notes: readonly Message[],
): Plan {
  return planAbout(registration, "removeSecret", [removeStep(secret)], notes);
}

/** What to throw when a secret would be one too many. */
export const tooManySecrets = (): Failure =>
  new Failure("input.invalid", "With personal accounts a registration has at most two secrets.", {
    input: "clientSecret",
    problem: "tooMany",
  });

export function removeStep(
  { keyId, displayName, hint }: ClientSecretFacts,
  notBefore?: string,
): Extract<PlanStep, { kind: "removeSecret" }> {
  return { kind: "removeSecret", keyId, displayName, hint, ...(notBefore && { notBefore }) };
}

/** The secrets that still work at `now`. */
export function workingSecrets(
  { clientSecrets }: Pick<RegistrationSummary, "clientSecrets">,
  now: Date,
): readonly ClientSecretFacts[] {
  return clientSecrets.filter(({ endDateTime }) => Date.parse(endDateTime) > now.getTime());
}
