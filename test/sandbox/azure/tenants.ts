import { type HttpHandler, type HttpRequest, type HttpResponse, json } from "../http";
import type { TokenFacts, VerifyToken } from "../identity/accessTokens";
import { directoriesOf, homeOf, personById } from "../lookup";
import type { World } from "../model";

const apiVersion = /^\d{4}-\d{2}-\d{2}(?:-preview)?$/;
const audience = "https://management.azure.com";

/** Azure's error shape; codes and words are those of public reports. */
function refused(status: number, code: string, message: string): HttpResponse {
  const challenge =
    'Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token"';
  const headers: Record<string, string> = status === 401 ? { "www-authenticate": challenge } : {};
  return json({ error: { code, message } }, status, headers);
}

/** The facts of the bearer token, or the refusal. */
function factsOf(request: HttpRequest, verify: VerifyToken): TokenFacts | HttpResponse {
  const token = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  if (token === undefined) {
    const message = "Authentication failed. The 'Authorization' header is missing.";
    return refused(401, "AuthenticationFailed", message);
  }
  const facts = verify(token);
  if (facts === undefined) {
    return refused(401, "InvalidAuthenticationToken", "The access token is invalid.");
  }
  if (facts.audience !== audience) {
    return refused(
      401,
      "InvalidAuthenticationTokenAudience",
      `The access token has been obtained for wrong audience or resource '${facts.audience}'. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.azure.com/'.`,
    );
  }
  if (!facts.active) {
    return refused(401, "ExpiredAuthenticationToken", "The access token has expired.");
  }
  return facts;
}

/**
 * Azure Resource Manager: `GET /tenants?api-version=2022-12-01`, the directories of the caller as member or guest
 * (REST API "Tenants - List"). That guests' directories carry their names is what its example shows.
 */
export function azureRoutes(world: World, verify: VerifyToken): HttpHandler {
  return (request) => {
    const { pathname, searchParams } = request.url;
    const facts = factsOf(request, verify);
    if ("status" in facts) return facts;
    if (pathname.toLowerCase() !== "/tenants" || request.method !== "GET") {
      return refused(404, "NotInSandbox", `sandbox has no ${request.method} ${pathname}`);
    }
    const version = searchParams.get("api-version");
    if (version === null) {
      const message =
        "The api-version query parameter (?api-version=) is required for all requests.";
      return refused(400, "MissingApiVersionParameter", message);
    }
    if (!apiVersion.test(version)) {
      return refused(
        400,
        "InvalidApiVersionParameter",
        `The api-version '${version}' is invalid. The supported versions are '2022-12-01'.`,
      );
    }
    const user = personById(world, facts.userId ?? "");
    const directories = user === undefined ? [] : directoriesOf(world, user);
    return json({
      value: directories.map(({ id, displayName, domain }) => ({
        id: `/tenants/${id}`,
        tenantId: id,
        countryCode: "DE",
        displayName,
        domains: [domain],
        tenantCategory: user !== undefined && homeOf(user).tenantId === id ? "Home" : "ManagedBy",
        defaultDomain: domain,
        tenantType: "AAD",
      })),
    });
  };
}
