import { isFailure } from "../../../core/failure";
import type { ClientCredentialProof, CredentialVerdict, OAuthClient } from "../../../core/ports";
import type { Clock } from "../../../core/time";
import { MsalNetwork } from "../msalNetwork";
import { failureFromBody, type OAuthErrorBody } from "./oauthFailure";

export interface ClientSecretProofDeps {
  readonly clock: Pick<Clock, "now">;
  /** Told of the secret and of the token, so that they can be hidden in logs. */
  readonly hide: (value: string) => void;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * AADSTS codes that are about the credential itself: wrong or unknown secret, expired, none, a public client,
 * assertion not accepted. Source: Entra "authentication and authorization error codes", and reports of users.
 */
const aboutTheCredential: ReadonlySet<number> = new Set([
  7000215, 70002, 7000222, 7000216, 7000218, 700025, 700027, 700030, 50012,
]);

/**
 * Proves a client secret with the client credentials grant (RFC 6749 §4.4; Entra "client credentials flow"). A
 * plain form: MSAL would keep the token, and the answer of an earlier secret with it. The token is thrown away.
 */
export class ClientSecretProof implements ClientCredentialProof {
  constructor(private readonly deps: ClientSecretProofDeps) {}

  async prove(client: OAuthClient, signal: AbortSignal): Promise<CredentialVerdict> {
    const { clientSecret, cloud, authorityTenant } = client;
    if (clientSecret === undefined || clientSecret === "") {
      return { kind: "open", aadsts: undefined, text: "There is no client secret to ask with." };
    }
    this.deps.hide(clientSecret);
    const network = this.newNetwork(signal);
    const tenant = encodeURIComponent(authorityTenant);
    const form = new URLSearchParams({
      client_id: client.clientId,
      client_secret: clientSecret,
      grant_type: "client_credentials",
      scope: `https://${cloud.graphHost}/.default`,
    });
    try {
      const { body } = await network.sendPostRequestAsync<Readonly<Record<string, unknown>>>(
        `https://${cloud.loginHost}/${tenant}/oauth2/v2.0/token`,
        {
          headers: {
            accept: "application/json",
            "content-type": "application/x-www-form-urlencoded;charset=utf-8",
          },
          body: form.toString(),
        },
      );
      if (network.errorBody !== undefined) return verdict(network.errorBody);
      this.deps.hide(String(body["access_token"]));
      return { kind: "proven" };
    } catch (error) {
      throw isFailure(error) ? error : (network.failure ?? error);
    }
  }

  private newNetwork(signal: AbortSignal): MsalNetwork {
    const { clock, fetch } = this.deps;
    // Looked up at each call: the editor replaces the global one to follow its proxy settings.
    const network = new MsalNetwork(fetch ?? ((...request) => globalThis.fetch(...request)), clock);
    network.begin(signal);
    return network;
  }
}

/** @throws Failure `oauth.unreachable` for an answer that says nothing about the request */
function verdict(body: OAuthErrorBody): CredentialVerdict {
  const failure = failureFromBody(body, "signIn");
  if (failure.code === "oauth.unreachable") throw failure;
  const { aadsts, description, error } = failure.facts;
  const codes = [...listOf(body.error_codes), Number(aadsts)];
  return {
    kind: codes.some((code) => aboutTheCredential.has(code)) ? "refused" : "open",
    aadsts: aadsts === undefined ? undefined : String(aadsts),
    text: String(description ?? error),
  };
}

/** The answer is untrusted: the codes can be anything. */
function listOf(codes: unknown): readonly number[] {
  return Array.isArray(codes) ? codes.filter((code) => typeof code === "number") : [];
}
