import { type Message, message } from "../../base/message";
import { type DirectoryRole, holdsRole } from "../management/directoryRoles";
import { graphAppId } from "../registration/permissions";
import type { ConsentRow } from "./consentRows";

/**
 * Who may consent: Entra "grant tenant-wide admin consent": the first two to everything, the application
 * administrators to everything but application permissions of Microsoft Graph. Custom roles may, too, and are not
 * known here: what is told of a missing role is therefore never a refusal.
 */
const forEverything: readonly DirectoryRole[] = [
  "Global Administrator",
  "Privileged Role Administrator",
];
const forMost: readonly DirectoryRole[] = [
  ...forEverything,
  "Application Administrator",
  "Cloud Application Administrator",
];

/**
 * What is missing for granting `rows`, as far as the roles in the token tell.
 * @param directoryRoles template ids; undefined = not known
 * @returns undefined when the roles suffice, or nothing is known of them
 */
export function missingConsentRole(
  directoryRoles: readonly string[] | undefined,
  rows: readonly Pick<ConsentRow, "type" | "resourceAppId">[],
): Message | undefined {
  if (rows.length === 0) return undefined;
  const needsMost = rows.some(
    ({ type, resourceAppId }) => type === "Role" && resourceAppId === graphAppId,
  );
  if (holdsRole(directoryRoles, needsMost ? forEverything : forMost) !== false) return undefined;
  return needsMost
    ? message(
        "Application permissions of Microsoft Graph may need the directory role Privileged Role Administrator or Global Administrator. Your account does not have it.",
      )
    : message(
        "Granting consent may need the directory role Cloud Application Administrator or Application Administrator. Your account has neither, nor a higher one.",
      );
}
