import { createHash } from "node:crypto";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { SerialQueue, throwIfAborted, untilAborted } from "../../base/async";
import { Failure } from "../../core/failure";
import type {
  AccessGrant,
  AppTokenRequest,
  AppTokens,
  Clock,
  Log,
  OAuthClient,
} from "../../core/ports";
import { MsalApplication } from "./msal/msalApplication";
import { MsalNetwork } from "./msalNetwork";

export interface AppOnlyTokensDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly fetch?: typeof globalThis.fetch;
}

interface AppApplication {
  readonly clientId: string;
  readonly application: MsalApplication<undefined>;
  readonly queue: SerialQueue;
}

/**
 * Client credentials grant (RFC 6749 §4.4; Entra "client credentials flow") with a secret or a certificate. MSAL keeps
 * the tokens in the memory of its application object, one per API, and gets a new one in time; nothing is stored.
 */
export class AppOnlyTokens implements AppTokens {
  private readonly applications = new Map<string, AppApplication>();

  constructor(private readonly deps: AppOnlyTokensDeps) {}

  async acquire(
    { client, scope, forceRefresh = false }: AppTokenRequest,
    signal: AbortSignal,
  ): Promise<AccessGrant> {
    throwIfAborted(signal);
    const { application, queue } = this.applicationOf(client);
    const { msal } = application;
    if (!(msal instanceof ConfidentialClientApplication)) throw credentialNeeded();
    const work = queue.run(() =>
      application.run("signIn", undefined, () =>
        msal.acquireTokenByClientCredential({ scopes: [scope], skipCache: forceRefresh }),
      ),
    );
    // Everybody may have left by the time it fails
    work.catch(() => undefined);
    const result = await untilAborted(work, signal);
    if (result === null || result.accessToken === "") {
      throw new Failure("oauth.unexpectedAnswer", "The answer holds no token of the app.", {
        error: "no_token_in_answer",
      });
    }
    return {
      accessToken: result.accessToken,
      expiresAt: result.expiresOn?.toISOString(),
      scopes: [scope],
      account: { homeAccountId: "", username: "", tenantId: client.authorityTenant },
    };
  }

  async forget(clientId: string): Promise<void> {
    for (const [key, known] of this.applications) {
      if (known.clientId === clientId) this.applications.delete(key);
    }
    await Promise.resolve();
  }

  private applicationOf(client: OAuthClient): AppApplication {
    const key = keyOf(client);
    const known = this.applications.get(key);
    if (known !== undefined) return known;
    const { log, clock, fetch } = this.deps;
    // Looked up at each call: the editor replaces the global one to follow its proxy settings.
    const network = new MsalNetwork(fetch ?? ((...request) => globalThis.fetch(...request)), clock);
    const created = {
      clientId: client.clientId,
      application: new MsalApplication(client, network, undefined, log),
      queue: new SerialQueue(),
    };
    this.applications.set(key, created);
    return created;
  }
}

/** The secret takes part as its hash. */
function keyOf({
  cloud,
  clientId,
  authorityTenant,
  clientSecret = "",
  certificate,
}: OAuthClient): string {
  const secret = createHash("sha256").update(clientSecret).digest("hex");
  const proof = certificate?.thumbprint ?? secret;
  return [cloud.loginHost, clientId, authorityTenant, proof].join(" ");
}

function credentialNeeded(): Failure {
  return new Failure("secret.unreadable", "An app needs a secret or a certificate.");
}
