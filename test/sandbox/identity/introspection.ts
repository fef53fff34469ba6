import { formFields, type HttpRequest, type HttpResponse, json } from "../http";
import { outlookAudiences, type Protocol, protocols } from "../mail/protocols";
import type { VerifyToken } from "./accessTokens";

/**
 * `POST /introspect/{protocol}` (RFC 7662) as a mail server asks it: may this token speak the protocol, and whose is
 * it? A token of an application has no `username` and no `sub`.
 */
export function introspect(
  verify: VerifyToken,
  request: HttpRequest,
  protocol: Protocol,
): HttpResponse {
  const facts = verify(formFields(request).get("token") ?? "");
  const { scope, role } = protocols[protocol];
  const active =
    facts?.active === true &&
    outlookAudiences.has(facts.audience) &&
    (facts.scopes.includes(scope) || facts.roles.includes(role));
  const known = active
    ? {
        client_id: facts.clientId,
        tid: facts.tenantId,
        ...(facts.userId === undefined ? {} : { sub: facts.userId }),
        ...(facts.username === undefined ? {} : { username: facts.username }),
      }
    : {};
  // Dovecot keeps idle connections and trips over the one Node has closed meanwhile.
  return json({ active, ...known }, 200, { connection: "close" });
}
