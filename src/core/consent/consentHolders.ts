import type { ResourceApi } from "../directoryPorts";
import { exchangeOnlineAppId, graphAppId } from "../registration/permissions";
import type { ConsentState } from "./consentState";

/** Who a permission is granted to. */
export interface Granted {
  readonly grantedToEveryone: boolean;
  readonly grantedToMe: boolean;
  /** How many other people it is granted to, one by one. */
  readonly grantedToOthers: number;
  /**
   * Name of the other API under which the same mail permission is granted. Where Entra keeps the consent to
   * `https://outlook.office.com/…` scopes of a registration that asks for them under Graph is unverified, so
   * both are looked at.
   */
  readonly grantedUnder: string | undefined;
}

/** Microsoft Graph and Exchange Online both publish IMAP.AccessAsUser.All, POP.AccessAsUser.All and SMTP.Send. */
export const twin: Readonly<Record<string, string>> = {
  [graphAppId]: exchangeOnlineAppId,
  [exchangeOnlineAppId]: graphAppId,
};

/** Permissions that both publish. */
export const mailProtocolScope = /^(?:IMAP\.AccessAsUser\.All|POP\.AccessAsUser\.All|SMTP\.Send)$/i;

/** Who a delegated scope is granted to. */
interface Holders {
  readonly everyone: boolean;
  readonly me: boolean;
  readonly others: number;
}

/** Granted to nobody. */
export const noOne = {
  grantedToEveryone: false,
  grantedToMe: false,
  grantedToOthers: 0,
  grantedUnder: undefined,
};

/** Who a scope of an API is granted to, also where it stands under the other API. */
export function scopeHolders(
  api: ResourceApi | undefined,
  name: string | undefined,
  state: ConsentState,
): Granted {
  if (name === undefined) return noOne;
  const here = holdersOf(api?.id, name, state);
  if (here.everyone || here.me || !mailProtocolScope.test(name)) return asGranted(here, undefined);
  const other = state.apis.find(({ appId }) => api !== undefined && appId === twin[api.appId]);
  const there = holdersOf(other?.id, name, state);
  return there.everyone || there.me
    ? asGranted(there, other?.displayName)
    : asGranted(here, undefined);
}

/** Who holds a scope of exactly this API. */
export function grantedScope(resourceId: string, scope: string, state: ConsentState): Granted {
  return asGranted(holdersOf(resourceId, scope, state), undefined);
}

function asGranted({ everyone, me, others }: Holders, grantedUnder: string | undefined): Granted {
  return { grantedToEveryone: everyone, grantedToMe: me, grantedToOthers: others, grantedUnder };
}

function holdersOf(
  resourceId: string | undefined,
  scope: string,
  { grants, me }: ConsentState,
): Holders {
  const holding = grants.filter(
    (grant) => grant.resourceId === resourceId && hasScope(grant.scopes, scope),
  );
  const people = new Set(
    holding
      .filter(({ consentFor }) => consentFor === "person")
      .map(({ principalId }) => principalId),
  );
  const mine = me !== undefined && people.delete(me.id);
  return {
    everyone: holding.some(({ consentFor }) => consentFor === "everyone"),
    me: mine,
    others: people.size,
  };
}

/** Scope names are the same in any case. */
function hasScope(scopes: readonly string[], wanted: string): boolean {
  const name = wanted.toLowerCase();
  return scopes.some((scope) => scope.toLowerCase() === name);
}
