import type { Registration } from "../registration/registration";
import type { StoredState } from "../storedState";
import type { Iso8601 } from "../time";
import type { Credential } from "./credential";

/** A credential of a registration whose value is on this computer. */
export interface UsableCredential {
  readonly credential: Credential;
  readonly displayName: string;
  readonly endDateTime: Iso8601;
}

/**
 * The credentials of a registration that can be sent from here, the one that lasts longest first. Those that have ended
 * are left out, and those whose value or key is elsewhere.
 */
export function usableCredentials(
  {
    appId,
    clientSecrets,
    certificates,
  }: Pick<Registration, "appId" | "clientSecrets" | "certificates">,
  { storedSecrets, storedCertificates }: Pick<StoredState, "storedSecrets" | "storedCertificates">,
  now: Date,
): readonly UsableCredential[] {
  const values = new Set(
    storedSecrets.filter((fact) => fact.appId === appId).map(({ keyId }) => keyId),
  );
  const keys = new Set(storedCertificates.map(({ thumbprint }) => thumbprint));
  const secrets = clientSecrets
    .filter(({ keyId }) => values.has(keyId))
    .map(({ keyId, displayName, endDateTime }): UsableCredential => {
      return { credential: { kind: "secret", keyId }, displayName, endDateTime };
    });
  const certified = certificates.flatMap(
    ({ thumbprint, displayName, endDateTime }): UsableCredential[] =>
      thumbprint !== undefined && keys.has(thumbprint)
        ? [{ credential: { kind: "certificate", thumbprint }, displayName, endDateTime }]
        : [],
  );
  return [...secrets, ...certified]
    .filter(({ endDateTime }) => Date.parse(endDateTime) > now.getTime())
    .sort((a, b) => Date.parse(b.endDateTime) - Date.parse(a.endDateTime));
}
