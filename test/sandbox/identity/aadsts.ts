import { randomUUID } from "node:crypto";

interface Row {
  /** The OAuth `error` (RFC 6749, RFC 8628, OpenID Connect): what clients branch on. */
  readonly error: string;
  /** Words in braces are filled in. */
  readonly text: string;
  /** HTTP status at the token endpoint; 400 unless said. */
  readonly status?: number;
  readonly suberror?: string;
}

/**
 * Refusals of the Microsoft identity platform: number, OAuth error and wording as documented in "Microsoft Entra
 * authentication and authorization error codes" or seen in public reports (7000229: azure-sdk-for-net#46762). The
 * `error` values of 28000, 650057, 9002331, 700021 and 700023 are unverified.
 */
export const aadsts = {
  16000: {
    error: "interaction_required",
    text: "Either multiple user identities are available for the current request or selected account is not supported for the scenario.",
  },
  28000: {
    error: "invalid_request",
    text: "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid.",
  },
  28003: {
    error: "invalid_request",
    text: "Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code. Please specify a valid scope.",
  },
  50011: {
    error: "invalid_request",
    text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.",
  },
  50020: {
    error: "invalid_grant",
    text: "User account '{user}' from identity provider '{provider}' does not exist in tenant '{tenant}' and cannot access the application '{clientId}'({app}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
  },
  50027: {
    error: "invalid_client",
    status: 401,
    text: "JWT token is invalid or malformed.",
  },
  50034: {
    error: "invalid_grant",
    text: "The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.",
  },
  50049: { error: "invalid_instance", text: "Unknown or invalid instance." },
  50058: {
    error: "login_required",
    text: "A silent sign-in request was sent but no user is signed in.",
  },
  50059: {
    error: "invalid_request",
    text: "No tenant-identifying information found in either the request or implied by any provided credentials.",
  },
  50147: {
    error: "invalid_request",
    text: "The size of the code challenge parameter is not valid.",
  },
  50173: {
    error: "invalid_grant",
    text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom}'.",
    suberror: "bad_token",
  },
  50194: {
    error: "invalid_request",
    text: "Application '{clientId}'({app}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  },
  54005: {
    error: "invalid_grant",
    text: "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
  },
  65001: {
    error: "invalid_grant",
    text: "The user or administrator has not consented to use the application with ID '{clientId}' named '{app}'. Send an interactive authorization request for this user and resource.",
    suberror: "consent_required",
  },
  65002: {
    error: "invalid_request",
    text: "Consent between first party application '{clientId}' and first party resource '{resource}' must be configured via preauthorization - applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API. A developer in your tenant may be attempting to reuse an App ID owned by Microsoft. This error prevents them from impersonating a Microsoft application to call other APIs. They must move to another app ID they register in https://portal.azure.com.",
  },
  65004: { error: "access_denied", text: "User declined to consent to access the app." },
  70000: { error: "invalid_grant", text: "The provided grant is not valid for this client." },
  70003: {
    error: "unsupported_grant_type",
    text: "The app requested an unsupported grant type '{grantType}'.",
  },
  70008: {
    error: "invalid_grant",
    text: "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
  },
  70011: {
    error: "invalid_scope",
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.{reason}",
  },
  70016: {
    error: "authorization_pending",
    text: "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
  },
  70018: {
    error: "bad_verification_code",
    text: "Invalid verification code due to User typing in wrong user code for device code flow.",
  },
  70019: { error: "expired_token", text: "Verification code expired." },
  90002: {
    error: "invalid_request",
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  },
  90094: { error: "access_denied", text: "The grant requires admin permission." },
  500011: {
    error: "invalid_resource",
    text: "The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.",
  },
  500112: {
    error: "invalid_grant",
    text: "The reply address '{redirectUri}' does not match the reply address '{expected}' provided when requesting Authorization code.",
  },
  500113: { error: "invalid_request", text: "No reply address is registered for the application." },
  500208: {
    error: "invalid_request",
    text: "The domain is not a valid login domain for the account type.",
  },
  501481: {
    error: "invalid_grant",
    text: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
  },
  650057: {
    error: "invalid_resource",
    text: "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {clientId}({app}). Resource value from request: {resource}.",
  },
  700005: {
    error: "invalid_grant",
    text: "The provided Authorization Code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate).",
  },
  700016: {
    error: "unauthorized_client",
    text: "Application with identifier '{clientId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  },
  700021: {
    error: "invalid_client",
    status: 401,
    text: "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.",
  },
  700023: {
    error: "invalid_client",
    status: 401,
    text: "Client assertion audience claim does not match Realm issuer. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.",
  },
  700024: {
    error: "invalid_client",
    status: 401,
    text: "Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {to}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.",
  },
  700025: {
    error: "invalid_client",
    status: 401,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    error: "invalid_client",
    status: 401,
    text: "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - {reason}, Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '{clientId}'.]",
  },
  700054: {
    error: "unsupported_response_type",
    text: "response_type '{responseType}' is not enabled for the application.",
  },
  700082: {
    error: "invalid_grant",
    text: "The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for 90.00:00:00.",
    suberror: "token_expired",
  },
  700084: {
    error: "invalid_grant",
    text: "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {issued}.",
    suberror: "token_expired",
  },
  900144: {
    error: "invalid_request",
    text: "The request body must contain the following parameter: '{parameter}'.",
  },
  900971: { error: "invalid_request", text: "No reply address provided." },
  1002012: {
    error: "invalid_scope",
    text: "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).",
  },
  7000012: { error: "invalid_grant", text: "The grant was obtained for a different tenant." },
  7000215: {
    error: "invalid_client",
    status: 401,
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{clientId}'.",
  },
  7000216: {
    error: "invalid_client",
    status: 401,
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  },
  7000218: {
    error: "invalid_client",
    status: 401,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: {
    error: "invalid_client",
    status: 401,
    text: "The provided client secret keys for app '{clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  },
  7000229: {
    error: "invalid_client",
    status: 401,
    text: "The client application {clientId} is missing service principal in the tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119",
  },
  9001023: {
    error: "invalid_request",
    text: "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
  },
  9002313: { error: "invalid_request", text: "Invalid request. Request is malformed or invalid." },
  9002325: {
    error: "invalid_request",
    text: "Proof Key for Code Exchange is required for cross-origin authorization code redemption.",
  },
  9002326: {
    error: "invalid_request",
    text: "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{origin}'.",
  },
  9002327: {
    error: "invalid_request",
    text: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  },
  9002331: {
    error: "invalid_request",
    text: "Application '{clientId}'({app}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.",
  },
  9002332: {
    error: "invalid_request",
    text: "Application '{clientId}'({app}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.",
  },
  9002346: {
    error: "invalid_request",
    text: "Application '{clientId}'({app}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.",
  },
} as const satisfies Record<number, Row>;

export type AadstsCode = keyof typeof aadsts;

/** A request the identity platform refuses. Thrown where the rule is checked, worded at the edge. */
export class Refusal extends Error {
  readonly row: Row;

  constructor(
    readonly code: AadstsCode,
    values: Readonly<Record<string, string>> = {},
    /** Replaces the OAuth error of the table where the endpoint uses another one for the same number. */
    readonly oauthError?: string,
  ) {
    const row: Row = aadsts[code];
    const text = row.text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
    super(`AADSTS${code}: ${text}`);
    this.row = row;
  }
}

/** The error body of the token endpoint; the same fields go into redirects and pages. */
export interface RefusalBody {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly error_uri: string;
  readonly suberror?: string;
}

/** `correlationId` is what the client sent as `client-request-id`, where it did. */
export function refusalBody(
  refusal: Refusal,
  at: { readonly now: number; readonly origin: string; readonly correlationId: string | undefined },
): RefusalBody {
  const timestamp = `${new Date(at.now).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const traceId = randomUUID();
  const correlationId = at.correlationId ?? randomUUID();
  const { row, code } = refusal;
  return {
    error: refusal.oauthError ?? row.error,
    error_description: [
      refusal.message,
      `Trace ID: ${traceId}`,
      `Correlation ID: ${correlationId}`,
      `Timestamp: ${timestamp}`,
    ].join("\r\n"),
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${at.origin}/error?code=${code}`,
    ...(row.suberror === undefined ? {} : { suberror: row.suberror }),
  };
}
