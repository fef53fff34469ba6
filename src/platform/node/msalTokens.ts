import { createHash } from "node:crypto";
import type { AuthenticationResult } from "@azure/msal-node";
import { SerialQueue, throwIfAborted, untilAborted } from "../../base/async";
import { Failure, isFailure } from "../../core/failure";
import type { PersonFlowId } from "../../core/oauth/flow";
import type {
  AccessGrant,
  Log,
  MailboxTokens,
  OAuthClient,
  SecretStore,
  SignInInteraction,
  SignInRequest,
  SilentRequest,
} from "../../core/ports";
import { tokenCacheKey } from "../../core/secretKeys";
import type { Clock } from "../../core/time";
import { deviceCodeFlow } from "./deviceCodeFlow";
import { loopbackFlow } from "./loopbackFlow";
import { MsalApplication } from "./msal/msalApplication";
import { pasteFlow } from "./pasteFlow";
import type { SignInFlow } from "./msal/signInFlow";
import { accountOf } from "./msal/tokenCacheEntry";
import { type CacheKey, MsalCachePlugin } from "./msalCachePlugin";
import { MsalNetwork } from "./msalNetwork";

export interface MsalTokensDeps {
  readonly secrets: Pick<SecretStore, "get" | "set" | "delete">;
  readonly log: Log;
  readonly clock: Clock;
  readonly fetch?: typeof globalThis.fetch;
  /** Translates the words of the page that the browser shows after a sign-in. */
  readonly translate?: (english: string) => string;
  /** Where the tokens of an account lie. Default: with those of the mailboxes. */
  readonly cacheKey?: CacheKey;
}

const flows: Readonly<Record<PersonFlowId, SignInFlow>> = {
  loopback: loopbackFlow,
  deviceCode: deviceCodeFlow,
  paste: pasteFlow,
};

/** An application object for silent calls and the calls waiting for it. */
interface SilentApplication {
  readonly application: MsalApplication;
  readonly queue: SerialQueue;
}

/**
 * Mailbox sign-in through MSAL Node. Silent calls share one MSAL application per client and authority, one call
 * after another; a sign-in has its own, because it can last minutes.
 */
export class MsalTokens implements MailboxTokens {
  private readonly silentApplications = new Map<string, SilentApplication>();
  private readonly running = new Map<string, Promise<AccessGrant>>();
  private readonly cacheWrites = new SerialQueue();

  private readonly cacheKey: CacheKey;

  constructor(private readonly deps: MsalTokensDeps) {
    this.cacheKey = deps.cacheKey ?? tokenCacheKey;
  }

  async signIn(
    request: SignInRequest,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<AccessGrant> {
    throwIfAborted(signal);
    const { clock, translate = (english) => english } = this.deps;
    const application = this.newApplication(request.client);
    const flow = flows[request.flow];
    return grantOf(await flow({ application, request, interaction, signal, clock, translate }));
  }

  /** Equal calls under way at the same time are one call; each caller can leave it by its own signal. */
  silent(request: SilentRequest, signal: AbortSignal): Promise<AccessGrant> {
    const { client, scopes, homeAccountId, forceRefresh = false } = request;
    const key = JSON.stringify([applicationKey(client), homeAccountId, scopes, forceRefresh]);
    let work = this.running.get(key);
    if (work === undefined) {
      const { application, queue } = this.silentApplication(client);
      work = queue
        .run(() => this.silentOnce(application, request, true))
        .finally(() => this.running.delete(key));
      // Every caller may have left by the time it fails.
      work.catch(() => undefined);
      this.running.set(key, work);
    }
    return untilAborted(work, signal);
  }

  async remove(clientId: string, homeAccountId: string): Promise<void> {
    await this.cacheWrites.run(() =>
      this.deps.secrets.delete(this.cacheKey(clientId, homeAccountId)),
    );
  }

  private async silentOnce(
    application: MsalApplication,
    request: SilentRequest,
    mayRepeat: boolean,
  ): Promise<AccessGrant> {
    const { client, scopes, homeAccountId, forceRefresh = false } = request;
    const { cache, msal } = application;
    const entry = await cache.open(homeAccountId);
    const account = entry === undefined ? undefined : accountOf(entry, client.authorityTenant);
    if (account === undefined) throw notSignedIn();
    try {
      const result = await application.run("silent", undefined, () =>
        msal.acquireTokenSilent({
          account: {
            homeAccountId,
            environment: account["environment"] ?? client.cloud.loginHost,
            tenantId: account["realm"] ?? "",
            username: account["username"] ?? "",
            localAccountId: account["local_account_id"] ?? "",
          },
          scopes: [...scopes],
          forceRefresh,
        }),
      );
      return grantOf(result);
    } catch (error) {
      if (!isFailure(error, "oauth.interactionRequired")) throw error;
      // The refresh token may have been replaced by another window while this one used the old one.
      if (mayRepeat && (await cache.renewedElsewhere())) {
        return await this.silentOnce(application, request, false);
      }
      // MSAL drops a refresh token that the platform calls bad from its memory, and does not tell the cache.
      await cache.persist(msal.getTokenCache());
      throw error;
    }
  }

  private silentApplication(client: OAuthClient): SilentApplication {
    const key = applicationKey(client);
    const known = this.silentApplications.get(key);
    if (known !== undefined) return known;
    const created = { application: this.newApplication(client), queue: new SerialQueue() };
    this.silentApplications.set(key, created);
    return created;
  }

  private newApplication(client: OAuthClient): MsalApplication {
    const { secrets, log, clock, fetch } = this.deps;
    // Looked up at each call: the editor replaces the global one to follow its proxy settings.
    const network = new MsalNetwork(fetch ?? ((...request) => globalThis.fetch(...request)), clock);
    const cache = new MsalCachePlugin(client.clientId, secrets, this.cacheWrites, this.cacheKey);
    return new MsalApplication(client, network, cache, log);
  }
}

/** What tells one application object from another; the secret takes part as its hash. */
function applicationKey({
  cloud,
  clientId,
  authorityTenant,
  clientSecret,
  certificate,
}: OAuthClient): string {
  const secret =
    clientSecret === undefined ? "" : createHash("sha256").update(clientSecret).digest("hex");
  return [cloud.loginHost, clientId, authorityTenant, certificate?.thumbprint ?? secret].join(" ");
}

function notSignedIn(): Failure {
  return new Failure("oauth.interactionRequired", "No tokens are stored for this account.", {
    error: "no_tokens_found",
  });
}

function grantOf(result: AuthenticationResult | null): AccessGrant {
  const account = result?.account ?? undefined;
  if (result === null || account === undefined || result.accessToken === "") {
    throw new Failure(
      "oauth.unexpectedAnswer",
      "The sign-in ended without a token and an account.",
      {
        error: "no_account_in_answer",
      },
    );
  }
  return {
    accessToken: result.accessToken,
    expiresAt: result.expiresOn?.toISOString(),
    scopes: result.scopes,
    account: {
      homeAccountId: account.homeAccountId,
      username: account.username,
      tenantId: account.tenantId,
    },
  };
}
