import {
  ConfidentialClientApplication,
  type Configuration,
  LogLevel,
  PublicClientApplication,
} from "@azure/msal-node";
import { CancelledError, isCancelled } from "../../../base/errors";
import { isFailure } from "../../../core/failure";
import type { Log, OAuthClient } from "../../../core/ports";
import type { MsalCachePlugin } from "../msalCachePlugin";
import type { MsalNetwork } from "../msalNetwork";
import { assertionKey } from "./clientCertificate";
import { failureFromBody, failureFromMsal, type OAuthAttempt } from "./oauthFailure";

const levels = {
  [LogLevel.Error]: "warn",
  [LogLevel.Warning]: "warn",
  [LogLevel.Info]: "debug",
  [LogLevel.Verbose]: "debug",
  [LogLevel.Trace]: "debug",
} as const satisfies Record<LogLevel, keyof Log>;

/** Settings of every MSAL application here. */
function configuration(
  client: OAuthClient,
  network: MsalNetwork,
  cachePlugin: MsalCachePlugin | undefined,
  log: Log,
): Configuration {
  const { cloud, clientId, authorityTenant, clientSecret, certificate } = client;
  return {
    auth: {
      clientId,
      authority: `https://${cloud.loginHost}/${authorityTenant}`,
      // Says that claims challenges are understood (Entra "claims-challenge").
      clientCapabilities: ["CP1"],
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(certificate === undefined ? {} : { clientCertificate: assertionKey(certificate) }),
      // MSAL knows the hosts of Microsoft's clouds by itself; any other is asked for at login.microsoftonline.com.
      ...(cloud.id === "custom" ? { knownAuthorities: [cloud.loginHost] } : {}),
    },
    ...(cachePlugin === undefined ? {} : { cache: { cachePlugin } }),
    system: {
      networkClient: network,
      // MSAL would send a failed token request again by itself.
      disableInternalRetries: true,
      loggerOptions: {
        piiLoggingEnabled: false,
        logLevel: LogLevel.Warning,
        loggerCallback: (level, message, containsPii) => {
          if (!containsPii) log[levels[level]](`MSAL: ${message}`);
        },
      },
    },
  };
}

/** One MSAL application object with what belongs to it; without a cache its tokens stay in memory. */
export class MsalApplication<Cache extends MsalCachePlugin | undefined = MsalCachePlugin> {
  readonly msal: PublicClientApplication | ConfidentialClientApplication;

  constructor(
    readonly client: OAuthClient,
    readonly network: MsalNetwork,
    readonly cache: Cache,
    log: Log,
  ) {
    const settings = configuration(client, network, cache, log);
    this.msal =
      client.clientSecret === undefined && client.certificate === undefined
        ? new PublicClientApplication(settings)
        : new ConfidentialClientApplication(settings);
  }

  /** Runs one MSAL call. @throws Failure `oauth.*`; CancelledError */
  async run<T>(
    attempt: OAuthAttempt,
    signal: AbortSignal | undefined,
    call: () => Promise<T>,
  ): Promise<T> {
    this.network.begin(signal);
    try {
      return await call();
    } catch (error) {
      throw this.explain(error, attempt, signal);
    }
  }

  private explain(error: unknown, attempt: OAuthAttempt, signal: AbortSignal | undefined): unknown {
    const { failure, errorBody } = this.network;
    if (signal?.aborted || isCancelled(error) || isCancelled(failure))
      return new CancelledError({ cause: error });
    if (isFailure(error)) return error;
    if (errorBody !== undefined) return failureFromBody(errorBody, attempt, error);
    return failure ?? failureFromMsal(error, attempt);
  }
}
