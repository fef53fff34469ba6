import { mailScope } from "../oauth/scopes";
import type { PermissionName } from "../registration/permissions";
import type { ExportInput, MailServerProtocol } from "./exporter";

const permissions: Readonly<Record<MailServerProtocol, PermissionName>> = {
  imap: "IMAP.AccessAsUser.All",
  smtp: "SMTP.Send",
  pop: "POP.AccessAsUser.All",
};

/**
 * What a program that signs a person in by itself asks for: the full names of the mail scopes, which share one
 * resource, and `offline_access` (Entra "scopes and permissions").
 */
export function signInMailScopes(
  { cloud }: ExportInput,
  protocols: readonly MailServerProtocol[] = ["imap", "smtp"],
): readonly string[] {
  return [
    ...protocols.map((protocol) => mailScope(cloud, permissions[protocol])),
    "offline_access",
  ];
}
