import { type Cloud, clouds } from "../../cloud";
import type { SignInAudience } from "../../registration/registration";
import type { ImportedAccount, ImporterId } from "../importedConfig";
import { type Endpoint, endpointOf } from "./endpoint";
import { type Provider, providerOf } from "./provider";
import { type Scope, scopeOf } from "./scope";

/** What the editor knows besides the file. */
export interface CheckSurroundings {
  readonly cloud: Cloud;
  /** Supported accounts of a registration that is known here, by its client ID. */
  readonly audienceOf: (clientId: string) => SignInAudience | undefined;
}

/** An account with what its values mean; what the rules look at. */
export interface AccountView {
  readonly account: ImportedAccount;
  readonly importer: ImporterId;
  readonly provider: Provider;
  readonly authorize: Endpoint | undefined;
  readonly token: Endpoint | undefined;
  /** Those that are there, authorize first. */
  readonly endpoints: readonly Endpoint[];
  readonly scopes: readonly Scope[];
  /** The cloud of the endpoints, else the one that is set. */
  readonly cloud: Cloud;
  readonly audience: SignInAudience | undefined;
}

export function accountView(
  account: ImportedAccount,
  importer: ImporterId,
  { cloud: cloudInUse, audienceOf }: CheckSurroundings,
): AccountView {
  const [authorize, token] = [account.authorizeUrl, account.tokenUrl].map((setting) =>
    setting === undefined ? undefined : endpointOf(setting, cloudInUse),
  );
  const endpoints = [authorize, token].flatMap((endpoint) => endpoint ?? []);
  const scopes = account.scopes.map((scope) => scopeOf(scope, cloudInUse));
  return {
    account,
    importer,
    authorize,
    token,
    endpoints,
    scopes,
    provider: providerOf(account, endpoints, scopes),
    cloud:
      endpoints.find(({ cloud }) => cloud !== undefined)?.cloud ?? mailCloud(scopes) ?? cloudInUse,
    audience: account.clientId && audienceOf(account.clientId.value.toLowerCase()),
  };
}

/** Where no endpoint tells the cloud, the host of a mail scope does. */
function mailCloud(scopes: readonly Scope[]): Cloud | undefined {
  return Object.values(clouds).find(({ mailScopePrefix }) =>
    scopes.some(({ host }) => host !== undefined && mailScopePrefix === `https://${host}/`),
  );
}
