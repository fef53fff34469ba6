import type { Message } from "../../base/message";
import { Failure } from "../failure";
import { limitsOf } from "./audience";
import type { Plan, PlanStep } from "./plan";
import { planAbout } from "./planAbout";
import type {
  ClientSecretFacts,
  PasswordCredentialDraft,
  RegistrationSummary,
} from "./registration";

/** True when no further client secret can be added before one is removed. */
export function isFullOfSecrets({
  signInAudience,
  clientSecrets,
}: Pick<RegistrationSummary, "signInAudience" | "clientSecrets">): boolean {
  const { clientSecrets: limit } = limitsOf(signInAudience);
  return limit !== undefined && clientSecrets.length >= limit;
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

/** @param graceMilliseconds how long the plan rests before it, once the step before it is done */
export function removeStep(
  { keyId, displayName, hint }: ClientSecretFacts,
  graceMilliseconds = 0,
): Extract<PlanStep, { kind: "removeSecret" }> {
  const step = { kind: "removeSecret", keyId, displayName, hint } as const;
  return graceMilliseconds > 0 ? { ...step, graceMilliseconds } : step;
}
