import { formFields, type HttpRequest, type HttpResponse, json } from "../http";
import type { VerifyToken } from "./accessTokens";

/** What opens a mailbox over IMAP: delegated, or as an application. */
const imapPermissions = { scope: "IMAP.AccessAsUser.All", role: "IMAP.AccessAsApp" };

/** POST /introspect (RFC 7662) as a mail server asks it: may this token speak IMAP, and whose is it? */
export function introspect(verify: VerifyToken, request: HttpRequest): HttpResponse {
  const facts = verify(formFields(request).get("token") ?? "");
  const active =
    facts?.active === true &&
    facts.audience === "https://outlook.office.com" &&
    (facts.scopes.includes(imapPermissions.scope) || facts.roles.includes(imapPermissions.role));
  const username = active && facts.username !== undefined ? { username: facts.username } : {};
  // Dovecot keeps idle connections and trips over the one Node has closed meanwhile.
  return json({ active, ...username }, 200, { connection: "close" });
}
