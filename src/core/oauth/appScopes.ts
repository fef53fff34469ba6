import type { Cloud } from "../cloud";
import { Failure } from "../failure";
import type { Protocol } from "../mail/protocol";
import { exchangeOnlineAppId, graphAppId } from "../registration/apiIds";
import type { Registration } from "../registration/registration";

/**
 * The scope of a token with which an app acts as itself: everything an administrator has granted for one API. Sources:
 * Entra "client credentials flow"; Exchange "authenticate an IMAP, POP or SMTP connection using OAuth".
 * @throws Failure `input.invalid` (cloud.appScopeUnknown) where no source names the one for mail
 */
export function appScope(cloud: Cloud, resource: Protocol["resource"]): string {
  if (resource === "graph") return `https://${cloud.graphHost}/.default`;
  if (cloud.appMailScope !== undefined) return cloud.appMailScope;
  throw new Failure("input.invalid", "No scope for mail without a user is known for this cloud.", {
    input: "cloud",
    problem: "appScopeUnknown",
  });
}

/** What the first token is asked for: mail, but Graph where the app declares roles of that API alone. */
export function appSignInScope(
  cloud: Cloud,
  registration: Pick<Registration, "requiredResourceAccess"> | undefined,
): string {
  const apis = new Set(
    registration?.requiredResourceAccess
      .filter(({ resourceAccess }) => resourceAccess.some(({ type }) => type === "Role"))
      .map(({ resourceAppId }) => resourceAppId),
  );
  return appScope(cloud, apis.has(graphAppId) && !apis.has(exchangeOnlineAppId) ? "graph" : "mail");
}
