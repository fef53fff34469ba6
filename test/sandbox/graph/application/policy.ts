import type { KeyCredential, PasswordCredential, SandboxSettings } from "../../model";
import { badRequestWith, GraphError } from "../errors";

const dayMs = 86_400_000;
/** An id of a policy; the texts of the live service name it. */
const policy = "7c1f3e0a-52f4-4c1b-9d1d-0f6b1f7a2c55";

/** Code, text and detail as reported (microsoft-365-agents-toolkit#10998). */
function requireLifetime(
  credential: { readonly startDateTime: string; readonly endDateTime: string },
  maxDays: number,
): void {
  const life = Date.parse(credential.endDateTime) - Date.parse(credential.startDateTime);
  if (maxDays === 0 || life <= maxDays * dayMs) return;
  throw badRequestWith(
    `Credential lifetime exceeds the max value allowed as per assigned policy '${policy}'.`,
    { code: "InvalidKeyEndDate", target: "EndDate" },
    "CredentialInvalidLifetimeAsPerAppPolicy",
  );
}

/**
 * What the tenant's app management policy says about a new secret. The text of the first refusal is unverified.
 * @throws GraphError 400
 */
export function requireSecretAllowed(
  settings: SandboxSettings,
  credential: PasswordCredential,
): void {
  if (settings.secretsForbidden) {
    throw badRequestWith(
      `Credential type not allowed as per assigned policy '${policy}'.`,
      { code: "CredentialTypeNotAllowed", target: "passwordCredentials" },
      "CredentialTypeNotAllowedAsPerAppPolicy",
    );
  }
  requireLifetime(credential, settings.maxSecretDays);
}

/** @throws GraphError 400 for a new certificate that lives too long. */
export function requireKeysAllowed(
  settings: SandboxSettings,
  keys: readonly KeyCredential[],
  stored: readonly KeyCredential[],
): void {
  const known = new Set(stored.map(({ keyId }) => keyId));
  for (const key of keys) {
    if (!known.has(key.keyId)) requireLifetime(key, settings.maxCertificateDays);
  }
}

/** @throws GraphError 400; its text is unverified. */
export function requireAudienceAllowed(settings: SandboxSettings, audience: string): void {
  if (settings.forbiddenAudiences.split(" ").includes(audience)) {
    throw new GraphError(
      400,
      "SignInAudienceNotAllowedAsPerAppPolicy",
      `'signInAudience' property value '${audience}' is not allowed as per assigned policy '${policy}'.`,
    );
  }
}
