import type { Cloud } from "../../core/cloud";
import { Failure } from "../../core/failure";
import { tenantName } from "../../core/tenantName";
import type { Clock } from "../../core/time";
import { failureFromBody } from "./msal/oauthFailure";
import { MsalNetwork } from "./msalNetwork";

interface Metadata {
  readonly issuer?: unknown;
}

/**
 * The id of the directory that a domain or id names, from its OpenID metadata: the issuer holds it (OpenID Connect
 * Discovery 1.0, Entra "v2-protocols-oidc"). A name without a directory is refused with AADSTS90002.
 * @throws Failure `input.invalid`, `oauth.refused`, `oauth.unreachable`, `oauth.unexpectedAnswer`; CancelledError
 */
export async function lookUpTenant(
  { loginHost }: Pick<Cloud, "loginHost">,
  name: string,
  fetch: typeof globalThis.fetch,
  clock: Pick<Clock, "now">,
  signal: AbortSignal,
): Promise<string> {
  if (!tenantName.test(name)) {
    throw new Failure("input.invalid", "The directory has an unexpected form.", {
      input: "directory",
      problem: "unexpected form",
    });
  }
  const network = new MsalNetwork(fetch, clock);
  network.begin(signal);
  const url = `https://${loginHost}/${name}/v2.0/.well-known/openid-configuration`;
  const { body } = await network.sendGetRequestAsync<Metadata>(url).catch((error: unknown) => {
    throw network.failure ?? error;
  });
  if (network.errorBody !== undefined) throw failureFromBody(network.errorBody, "signIn");
  const id = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i.exec(String(body.issuer))?.[1];
  if (id === undefined) {
    throw new Failure("oauth.unexpectedAnswer", "The metadata name no directory.", {
      property: "issuer",
    });
  }
  return id.toLowerCase();
}
