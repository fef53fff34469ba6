import type { Cloud } from "../cloud";
import type { Protocol } from "../mail/protocol";
import { mailScopeIds } from "../registration/apiIds";
import type { PermissionName } from "../registration/permissions";
import type { Registration } from "../registration/registration";

/** Without it there is no refresh token. */
const refreshScope = "offline_access";

/** Permissions that share the mail resource, so that one token may carry all of them. */
const mailPermissions = ["IMAP.AccessAsUser.All", "SMTP.Send"] as const;

/**
 * The full name of a mail scope. A scope without its resource would mean Microsoft Graph, and the mail
 * servers refuse Graph tokens (Entra "scopes and permissions").
 */
export function mailScope(cloud: Cloud, permission: PermissionName): string {
  return `${cloud.mailScopePrefix}${permission}`;
}

/** What a silent token for one protocol asks for. */
export function protocolScopes(cloud: Cloud, protocol: Protocol): readonly string[] {
  return [mailScope(cloud, protocol.permission), refreshScope];
}

/**
 * What a sign-in asks for: the protocol, and with it the other mail permissions the registration declares,
 * so that the person consents once.
 */
export function signInScopes(
  cloud: Cloud,
  protocol: Protocol,
  registration: Pick<Registration, "requiredResourceAccess">,
): readonly string[] {
  const declared = new Set(
    registration.requiredResourceAccess.flatMap(({ resourceAccess }) =>
      resourceAccess.filter(({ type }) => type === "Scope").map(({ id }) => id.toLowerCase()),
    ),
  );
  const wanted = mailPermissions.filter(
    (permission) =>
      permission === protocol.permission ||
      Object.values(mailScopeIds[permission]).some((id) => declared.has(id)),
  );
  return [...wanted.map((permission) => mailScope(cloud, permission)), refreshScope];
}
