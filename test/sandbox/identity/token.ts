import { formFields, type HttpRequest, type HttpResponse, json } from "../http";
import { Refusal, refusalBody } from "./aadsts";
import { checkAudience, directoryName, findAuthority } from "./authorities";
import { authorizationCodeGrant } from "./authorizationCodeGrant";
import { readCredentials } from "./clientAuthentication";
import { clientCredentialsGrant } from "./clientCredentialsGrant";
import { findClient } from "./clients";
import { deviceCodeGrant } from "./deviceCodeGrant";
import { refreshTokenGrant } from "./refreshTokenGrant";
import type { Identity } from "./state";
import { type Grant, requiredField, type TokenRequest } from "./tokenRequest";

const grants: Readonly<Record<string, Grant>> = {
  authorization_code: authorizationCodeGrant,
  refresh_token: refreshTokenGrant,
  client_credentials: clientCredentialsGrant,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCodeGrant,
  // The name from before RFC 8628: MSAL Node sends it, and the live service takes it.
  device_code: deviceCodeGrant,
};

/** POST /{tenant}/oauth2/v2.0/token. */
export function token(identity: Identity, request: HttpRequest, tenant: string): HttpResponse {
  return answerJson(identity, request, () => {
    const fields = formFields(request);
    const grantType = requiredField(fields, "grant_type");
    const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
    if (grant === undefined) throw new Refusal(70003, { grantType });
    return grant(identity, readTokenRequest(identity, request, fields, tenant));
  });
}

/**
 * The authority and the client of a request to a back-channel endpoint.
 * @throws {Refusal} 90002, 900144, 700016 or those of the audience.
 */
export function readTokenRequest(
  identity: Identity,
  http: HttpRequest,
  fields: URLSearchParams,
  tenant: string,
): TokenRequest {
  const authority = findAuthority(identity.world, tenant);
  const credentials = readCredentials(http, fields);
  const { clientId } = credentials;
  if (clientId === undefined) throw new Refusal(900144, { parameter: "client_id" });
  const client = findClient(identity.world, clientId, identity.clock.now());
  if (client === undefined) {
    throw new Refusal(700016, { clientId, tenant: directoryName(authority) });
  }
  const ownGrant = fields.get("grant_type") === "client_credentials";
  // An application's own grant is refused for its endpoint before its audience is looked at.
  if (!ownGrant || authority.kind === "tenant") checkAudience(client, authority);
  return { http, fields, authority, client, credentials };
}

/** What `make` gives as JSON, or its refusal as the error body. */
export function answerJson(
  identity: Identity,
  request: HttpRequest,
  make: () => Readonly<Record<string, unknown>>,
): HttpResponse {
  const correlationId = request.headers["client-request-id"];
  const { origin } = request.url;
  const cors: Record<string, string> =
    request.headers["origin"] === undefined ? {} : { "access-control-allow-origin": "*" };
  try {
    return json(make(), 200, cors);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const body = refusalBody(error, { now: identity.clock.now(), origin, correlationId });
    return json(body, error.row.status ?? 400, cors);
  }
}
