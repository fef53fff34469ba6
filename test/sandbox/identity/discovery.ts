import { type HttpRequest, type HttpResponse, json } from "../http";
import { Refusal } from "./aadsts";
import { findAuthority } from "./authorities";
import type { Identity } from "./state";
import { answerJson } from "./token";

/** GET /{tenant}/v2.0/.well-known/openid-configuration (OpenID Connect Discovery §4). */
export function openIdConfiguration(
  identity: Identity,
  request: HttpRequest,
  tenant: string,
): HttpResponse {
  return answerJson(identity, request, () => {
    const authority = findAuthority(identity.world, tenant);
    const { origin } = request.url;
    const base = `${origin}/${tenant}`;
    return {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: [
        "client_secret_post",
        "private_key_jwt",
        "client_secret_basic",
      ],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      // The tenant-independent documents hold a placeholder, literally.
      issuer: `${origin}/${"tenant" in authority ? authority.tenant.id : "{tenantid}"}/v2.0`,
      request_uri_parameter_supported: false,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      code_challenge_methods_supported: ["S256"],
      claims_supported: ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "tid"],
      tenant_region_scope: "tenant" in authority ? "EU" : null,
      cloud_instance_name: "microsoftonline.com",
    };
  });
}

/** GET /{tenant}/discovery/v2.0/keys: the key that signs all tokens (RFC 7517). */
export function signingKeys(identity: Identity): HttpResponse {
  return json({ keys: [identity.key.jwk] });
}

/** The names one cloud answers to. */
const globalAliases = [
  "login.microsoftonline.com",
  "login.windows.net",
  "login.microsoft.com",
  "sts.windows.net",
];

/** The made-up cloud, and this machine for clients that cannot be led by name; with any port. */
const ownNames = new Set(["login.entra.localhost", "localhost", "127.0.0.1"]);

/**
 * GET /common/discovery/instance: which hosts are one cloud. The sandbox's made-up cloud has its own entry, named
 * by the host and port it is reached at.
 */
export function instanceDiscovery(identity: Identity, request: HttpRequest): HttpResponse {
  return answerJson(identity, request, () => {
    const asked = request.url.searchParams.get("authorization_endpoint") ?? "";
    if (!URL.canParse(asked)) throw new Refusal(900144, { parameter: "authorization_endpoint" });
    const { host, hostname } = new URL(asked);
    if (!globalAliases.includes(host) && !ownNames.has(hostname)) throw new Refusal(50049);
    const tenant = new URL(asked).pathname.split("/")[1] ?? "common";
    const own = globalAliases.includes(host)
      ? []
      : [{ preferred_network: host, preferred_cache: host, aliases: [host] }];
    return {
      tenant_discovery_endpoint: `https://${host}/${tenant}/v2.0/.well-known/openid-configuration`,
      "api-version": "1.1",
      metadata: [
        {
          preferred_network: "login.microsoftonline.com",
          preferred_cache: "login.windows.net",
          aliases: globalAliases,
        },
        ...own,
      ],
    };
  });
}
