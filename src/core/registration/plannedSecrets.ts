import type { ClientSecretFacts, PasswordCredentialDraft, Registration } from "./registration";

/** Graph may cut fractions of a second. */
const toleranceMilliseconds = 1_000;

/** The client secrets a plan made, told from those the person made elsewhere by description and end. */
export function plannedSecrets(
  { clientSecrets }: Pick<Registration, "clientSecrets">,
  draft: PasswordCredentialDraft,
): readonly ClientSecretFacts[] {
  const end = Date.parse(draft.endDateTime);
  return clientSecrets.filter(
    ({ displayName, endDateTime }) =>
      displayName === draft.displayName &&
      Math.abs(Date.parse(endDateTime) - end) <= toleranceMilliseconds,
  );
}
