import { notInDirectory } from "../core/registration/imported";
import type { RegistrationSummary } from "../core/registration/registration";
import type { Ui } from "./parts";

/** Without a sign-in, too: these need no directory. @param there rows that stand for the same registration, and can more */
export function importedRows(
  { imported, clientSecrets }: Pick<Ui, "imported" | "clientSecrets">,
  there: readonly RegistrationSummary[],
): readonly RegistrationSummary[] {
  const all = imported.all.map(({ registration }) => registration);
  return notInDirectory(all, there, (appId, keyId) => clientSecrets.isStored(appId, keyId));
}
