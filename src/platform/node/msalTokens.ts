import { createHash } from "node:crypto";
import type { AuthenticationResult } from "@azure/msal-node";
import { SerialQueue, throwIfAborted, untilAborted } from "../../base/async";
import { Failure, isFailure } from "../../core/failure";
import type { TokensOf } from "../../core/mailbox/mailbox";
import { endsSignIn } from "../../core/oauth/endsSignIn";
import type { PersonFlowId } from "../../core/oauth/flow";
import type {
  AccessGrant,
  Log,
  MailboxTokens,
  NewId,
  OAuthClient,
  SignInInteraction,
  SignInRequest,
  SilentRequest,
  TokenOwners,
} from "../../core/ports";
import { tokenCacheKey } from "../../core/secretKeys";
import type { Clock } from "../../core/time";
import { deviceCodeFlow } from "./deviceCodeFlow";
import { loopbackFlow } from "./loopbackFlow";
import { MsalApplication } from "./msal/msalApplication";
import { pasteFlow } from "./pasteFlow";
import type { SignInFlow } from "./msal/signInFlow";
import { accountOf } from "./msal/tokenCacheEntry";
import { type CacheKey, TokenEntries, type TokenEntriesParts } from "./msal/tokenEntries";
import { MsalCachePlugin } from "./msalCachePlugin";
import { MsalNetwork } from "./msalNetwork";

export interface MsalTokensDeps {
  readonly secrets: TokenEntriesParts["secrets"];
  readonly log: Log;
  readonly clock: Clock;
  readonly fetch?: typeof globalThis.fetch;
  /** Translates the words of the page that the browser shows after a sign-in. */
  readonly translate?: (english: string) => string;
  /** Where the tokens of an account lie. Default: with those of the mailboxes. */
  readonly cacheKey?: CacheKey;
  /** Names each sign-in, so that its tokens get an entry of their own. Default: one entry per account. */
  readonly newSignInId?: NewId;
  readonly owners?: TokenOwners;
  readonly later?: TokenEntriesParts["later"];
}

/** A refused call is made again as often as another window has renewed the tokens meanwhile, within reason. */
const mostRepeats = 3;

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
  private readonly entries: TokenEntries;

  constructor(private readonly deps: MsalTokensDeps) {
    const { secrets, cacheKey = tokenCacheKey, owners, log, later } = deps;
    this.entries = new TokenEntries({ secrets, cacheKey, owners, log, later });
  }

  async signIn(
    request: SignInRequest,
    interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<AccessGrant> {
    throwIfAborted(signal);
    const { clock, translate = (english) => english, newSignInId } = this.deps;
    const signInId = newSignInId?.();
    const application = this.newApplication(request.client, signInId);
    const flow = flows[request.flow];
    const result = await flow({ application, request, interaction, signal, clock, translate });
    return grantOf(result, signInId);
  }

  /** Equal calls under way at the same time are one call; each caller can leave it by its own signal. */
  silent(request: SilentRequest, signal: AbortSignal): Promise<AccessGrant> {
    const { client, scopes, homeAccountId, signInId, forceRefresh = false } = request;
    const account = [homeAccountId, signInId];
    const key = JSON.stringify([applicationKey(client), account, scopes, forceRefresh]);
    let work = this.running.get(key);
    if (work === undefined) {
      const { application, queue } = this.silentApplication(client);
      work = queue
        .run(() => this.renewing(application, request))
        .finally(() => this.running.delete(key));
      // Every caller may have left by the time it fails.
      work.catch(() => undefined);
      this.running.set(key, work);
    }
    return untilAborted(work, signal);
  }

  async remove(tokens: TokensOf): Promise<void> {
    await this.entries.remove(tokens);
  }

  /** A refused call is repeated where another window has replaced the tokens that were refused. */
  private async renewing(
    application: MsalApplication,
    request: SilentRequest,
  ): Promise<AccessGrant> {
    const { cache, msal } = application;
    const { owners } = this.deps;
    let { forceRefresh = false } = request;
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await this.fromCache(application, { ...request, forceRefresh });
      } catch (error) {
        if (!isFailure(error, "oauth.interactionRequired")) throw error;
        // What another window has just got is as new as can be
        forceRefresh = false;
        const mayRepeat = repeats < mostRepeats;
        if (mayRepeat && (await cache.renewedElsewhere())) continue;
        // MSAL drops a refresh token that the platform calls bad from its memory, and does not tell the cache.
        if (!cache.isEmpty) await cache.persist(msal.getTokenCache());
        if (endsSignIn(error)) await owners?.stopped(tokensOfRequest(request), cache.refreshes);
        // Whoever renews says afterwards that the tokens work: one of both sees the other
        if (mayRepeat && (await cache.renewedElsewhere())) continue;
        throw error;
      }
    }
  }

  private async fromCache(
    application: MsalApplication,
    request: SilentRequest,
  ): Promise<AccessGrant> {
    const { client, scopes, homeAccountId, signInId, forceRefresh = false } = request;
    const { cache, msal } = application;
    const entry = await cache.open(tokensOfRequest(request));
    const account = entry === undefined ? undefined : accountOf(entry, client.authorityTenant);
    if (account === undefined) throw notSignedIn();
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
    const grant = grantOf(result, signInId);
    return this.deps.owners === undefined ? grant : { ...grant, refreshes: cache.refreshes };
  }

  private silentApplication(client: OAuthClient): SilentApplication {
    const key = applicationKey(client);
    const known = this.silentApplications.get(key);
    if (known !== undefined) return known;
    const created = { application: this.newApplication(client), queue: new SerialQueue() };
    this.silentApplications.set(key, created);
    return created;
  }

  private newApplication(client: OAuthClient, signInId?: string): MsalApplication {
    const { log, clock, fetch } = this.deps;
    // Looked up at each call: the editor replaces the global one to follow its proxy settings.
    const network = new MsalNetwork(fetch ?? ((...request) => globalThis.fetch(...request)), clock);
    const cache = new MsalCachePlugin(client.clientId, this.entries, signInId);
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

function tokensOfRequest({ client, homeAccountId, signInId }: SilentRequest): TokensOf {
  return { clientId: client.clientId, homeAccountId, signInId };
}

function notSignedIn(): Failure {
  return new Failure("oauth.interactionRequired", "No tokens are stored for this account.", {
    error: "no_tokens_found",
  });
}

function grantOf(result: AuthenticationResult | null, signInId?: string): AccessGrant {
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
      ...(signInId === undefined ? {} : { signInId }),
    },
  };
}
