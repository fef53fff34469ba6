import type { CloudId } from "../cloud";
import type { ImportedRegistration, WatchedRegistration } from "../storedState";
import { unknownEnd } from "./imported";

/**
 * Registrations entered by hand, as far as the ends of their secrets were told: no directory shows them.
 * @param watched what was seen in directories; the same client id there counts, and not what was typed
 */
export function importedEnds(
  imported: readonly ImportedRegistration[],
  cloudId: CloudId,
  watched: readonly WatchedRegistration[],
): readonly WatchedRegistration[] {
  const seen = new Set(watched.map(({ appId }) => appId.toLowerCase()));
  return imported
    .filter((one) => one.cloudId === cloudId && !seen.has(one.registration.appId.toLowerCase()))
    .map(({ registration, tenantId, importedAt }) => ({
      objectId: registration.objectId,
      appId: registration.appId,
      displayName: registration.displayName,
      tenantId,
      cloudId,
      clientSecrets: registration.clientSecrets.filter(
        ({ endDateTime }) => endDateTime !== unknownEnd,
      ),
      certificates: [],
      seenAt: importedAt,
    }))
    .filter(({ clientSecrets }) => clientSecrets.length > 0);
}
