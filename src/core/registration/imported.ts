import type { RegistrationSummary } from "./registration";

const prefix = "imported:";

/** What stands in for the object id of a registration that was entered by hand: nobody here knows the real one. */
export function importedObjectId(appId: string): string {
  return `${prefix}${appId.toLowerCase()}`;
}

/** True for what was entered by hand: it can sign in mailboxes, but Graph cannot be asked about it. */
export function isImported({ objectId }: { readonly objectId: string }): boolean {
  return objectId.startsWith(prefix);
}

/** End of a secret of which nobody said when it ends: it is never warned of. */
export const unknownEnd = "9999-12-31T23:59:59Z";

/**
 * Those entered by hand that do not stand in `there` already, where more can be done with them. One that alone can
 * give the value of a secret keeps its place.
 * @param there what a directory shows, in any order
 */
export function notInDirectory(
  imported: readonly RegistrationSummary[],
  there: readonly RegistrationSummary[],
  isStored: (appId: string, keyId: string) => boolean,
): readonly RegistrationSummary[] {
  const known = new Set(there.map(({ appId }) => appId.toLowerCase()));
  return imported.filter(
    ({ appId, clientSecrets }) =>
      !known.has(appId.toLowerCase()) || clientSecrets.some(({ keyId }) => isStored(appId, keyId)),
  );
}
