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

/** What a sign-in asks for. A token is for one API, agreement can be for several (Entra "authorization code flow"). */
export interface SignInScopes {
  /** Of one API, in full: the first token is for these. */
  readonly scopes: readonly string[];
  /** Of another API, to agree to at the same page. */
  readonly consentTo: readonly string[];
}

/**
 * What a sign-in asks for: Exchange's mail protocols that the registration declares, so that the person consents once;
 * with mail in Graph to agree to where it declares both; mail in Graph alone where it declares nothing else; IMAP where
 * it declares nothing of both.
 */
export function signInScopes(
  cloud: Cloud,
  { requiredResourceAccess }: Pick<Registration, "requiredResourceAccess">,
): SignInScopes {
  const declared = declaredScopeIds(requiredResourceAccess);
  const mail = mailPermissions.mail.filter((name) =>
    Object.values(mailScopeIds[name]).some((id) => declared.has(id)),
  );
  const graph = mailPermissions.graph.filter((name) => declared.has(graphMailScopeIds[name]));
  const graphScopes = graph.map((name) => scopeOf(cloud, "graph", name));
  if (mail.length === 0 && graph.length > 0) {
    return { scopes: [...graphScopes, refreshScope], consentTo: [] };
  }
  const names = mail.length > 0 ? mail : [imap.permission];
  const mailScopes = names.map((name) => mailScope(cloud, name));
  return { scopes: [...mailScopes, refreshScope], consentTo: graphScopes };
}

function declaredScopeIds(required: Registration["requiredResourceAccess"]): ReadonlySet<string> {
  return new Set(
    required.flatMap(({ resourceAccess }) =>
      resourceAccess.filter(({ type }) => type === "Scope").map(({ id }) => id.toLowerCase()),
    ),
  );
}
