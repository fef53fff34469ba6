import type { Registration } from "./registration";

/** True when application permissions are declared: the app opens mailboxes without a user. */
export function actsAsItself({
  requiredResourceAccess,
}: Pick<Registration, "requiredResourceAccess">): boolean {
  return requiredResourceAccess.some(({ resourceAccess }) =>
    resourceAccess.some(({ type }) => type === "Role"),
  );
}
