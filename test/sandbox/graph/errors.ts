/** What exactly is wrong, where `code` alone is coarse: `error.details`. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target: string;
}

/** A refusal as Graph words it: `{ error: { code, message, details?, innerError } }`. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly details?: readonly ErrorDetail[],
  ) {
    super(message);
  }
}

/** The sandbox cannot play this part. Never an answer of the live service: it ends the test that asked. */
export class NotInSandbox extends Error {}

// The client id is Microsoft Graph's; public reports of Graph's 401 show this header. Its exact parameters
// in the current service are unverified.
const challenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' +
  'client_id="00000003-0000-0000-c000-000000000000"';

/** 401. Known messages: "Access token is empty.", "Access token validation failure. Invalid audience.", … */
export function invalidToken(message: string): GraphError {
  return new GraphError(401, "InvalidAuthenticationToken", message, {
    "www-authenticate": challenge,
  });
}

export function denied(message = "Insufficient privileges to complete the operation."): GraphError {
  return new GraphError(403, "Authorization_RequestDenied", message);
}

/** 403 of what Exchange answers (microsoft-graph-docs-contrib#8731). */
export function accessDenied(
  message = "Access is denied. Check credentials and try again.",
): GraphError {
  return new GraphError(403, "ErrorAccessDenied", message);
}

export function badRequest(message: string): GraphError {
  return new GraphError(400, "Request_BadRequest", message);
}

/** 400 with one detail that says more than its code does. */
export function badRequestWith(
  message: string,
  detail: { readonly code: string; readonly target: string },
  code = "Request_BadRequest",
): GraphError {
  return new GraphError(400, code, message, {}, [{ ...detail, message }]);
}

/** How the directory refuses a value, as seen for redirect URIs (msgraph-sdk-powershell#3149). */
export function invalidValue(property: string, resource = "Application"): GraphError {
  return badRequest(
    `Invalid value specified for property '${property}' of resource '${resource}'.`,
  );
}

export function unsupportedQuery(message: string): GraphError {
  return new GraphError(400, "Request_UnsupportedQuery", message);
}

/** A request the OData layer in front of the directory does not understand. */
export function malformed(message: string): GraphError {
  return new GraphError(400, "BadRequest", message);
}

export function notFound(id: string): GraphError {
  return new GraphError(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export function conflict(message: string): GraphError {
  return new GraphError(409, "Request_MultipleObjectsWithSameKeyValue", message);
}

/** 409 shortly after another write to the same object. */
export function concurrent(): GraphError {
  return new GraphError(
    409,
    "Directory_ConcurrencyViolation",
    "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.",
  );
}
