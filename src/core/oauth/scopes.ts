import type { Cloud } from "../cloud";
import { imap, type Protocol } from "../mail/protocol";
import { graphMailScopeIds, mailScopeIds } from "../registration/apiIds";
import type { PermissionName } from "../registration/permissions";
import type { Registration } from "../registration/registration";

/** Without it there is no refresh token. */
const refreshScope = "offline_access";

/**
 * The full name of a mail scope. A scope without its resource would mean Microsoft Graph, and the mail
 * servers refuse Graph tokens (Entra "scopes and permissions").
 */
export function mailScope(cloud: Cloud, permission: PermissionName): string {
  return `${cloud.mailScopePrefix}${permission}`;
}

/** The scope, in full, that a token for the protocol must carry. */
export function protocolScope(cloud: Cloud, { resource, permission }: Protocol): string {
  return scopeOf(cloud, resource, permission);
}

function scopeOf(cloud: Cloud, resource: Protocol["resource"], permission: PermissionName): string {
  return resource === "mail"
    ? mailScope(cloud, permission)
    : `https://${cloud.graphHost}/${permission}`;
}

/** What a silent token for one protocol asks for. */
export function protocolScopes(cloud: Cloud, protocol: Protocol): readonly string[] {
  return [protocolScope(cloud, protocol), refreshScope];
}

/** Permissions of mail by API: those of one API may be asked for at once, because a token is for one (AADSTS28000). */
const mailPermissions = {
  mail: ["IMAP.AccessAsUser.All", "SMTP.Send", "POP.AccessAsUser.All"],
  graph: ["Mail.Read", "Mail.ReadWrite", "Mail.Send"],
} as const;

/**
 * What a sign-in asks for: Exchange's mail protocols that the registration declares, so that the person consents once;
 * mail in Graph where it declares nothing else; IMAP where it declares nothing of both.
 */
export function signInScopes(
  cloud: Cloud,
  { requiredResourceAccess }: Pick<Registration, "requiredResourceAccess">,
): readonly string[] {
  const declared = declaredScopeIds(requiredResourceAccess);
  const mail = mailPermissions.mail.filter((name) =>
    Object.values(mailScopeIds[name]).some((id) => declared.has(id)),
  );
  const graph = mailPermissions.graph.filter((name) => declared.has(graphMailScopeIds[name]));
  const asked =
    mail.length > 0 || graph.length === 0
      ? (mail.length > 0 ? mail : [imap.permission]).map((name) => mailScope(cloud, name))
      : graph.map((name) => scopeOf(cloud, "graph", name));
  return [...asked, refreshScope];
}

function declaredScopeIds(required: Registration["requiredResourceAccess"]): ReadonlySet<string> {
  return new Set(
    required.flatMap(({ resourceAccess }) =>
      resourceAccess.filter(({ type }) => type === "Scope").map(({ id }) => id.toLowerCase()),
    ),
  );
}
