import { personIn } from "../lookup";
import type { Tenant, User, World } from "../model";
import { Refusal } from "./aadsts";
import type { Client } from "./clients";

/** The first segment of an endpoint's path: which accounts it serves. */
export type Authority =
  | { readonly kind: "common" | "organizations" }
  | { readonly kind: "consumers" | "tenant"; readonly tenant: Tenant };

/** @throws {Refusal} 90002 when `segment` names no tenant. */
export function findAuthority(world: World, segment: string): Authority {
  const name = segment.toLowerCase();
  if (name === "common" || name === "organizations") return { kind: name };
  const tenant = [...world.tenants.values()].find((candidate) =>
    name === "consumers"
      ? candidate.consumers
      : candidate.id === name || candidate.domain.toLowerCase() === name,
  );
  if (tenant === undefined) throw new Refusal(90002, { tenant: segment });
  return { kind: tenant.consumers ? "consumers" : "tenant", tenant };
}

/** Equal for two spellings of one authority. A code is redeemed only where it was asked for. */
export function authorityKey(authority: Authority): string {
  return "tenant" in authority ? authority.tenant.id : authority.kind;
}

/** How error texts name the directory. */
export function directoryName(authority: Authority): string {
  return "tenant" in authority ? authority.tenant.displayName : authority.kind;
}

/**
 * Whether this application may be used at this authority (signInAudience).
 * @throws {Refusal} 50194, 700016, 9002331, 9002332 or 9002346.
 */
export function checkAudience(client: Client, authority: Authority): void {
  const values = {
    clientId: client.appId,
    app: client.displayName,
    tenant: directoryName(authority),
  };
  if (client.audience === "PersonalMicrosoftAccount") {
    if (authority.kind === "common") throw new Refusal(9002331, values);
    if (authority.kind !== "consumers") throw new Refusal(9002346, values);
    return;
  }
  if (client.audience === "AzureADandPersonalMicrosoftAccount") return;
  if (authority.kind === "consumers") throw new Refusal(9002332, values);
  if (client.audience !== "AzureADMyOrg") return;
  if (authority.kind !== "tenant") throw new Refusal(50194, values);
  if (authority.tenant.id !== client.homeTenantId) throw new Refusal(700016, values);
}

/** A person in the directory that an authority leads to: there they may be a guest. */
export interface Account {
  readonly user: User;
  readonly tenant: Tenant;
}

/**
 * Whether this account may use this application here. `person` is the account they sign in with.
 * @throws {Refusal} 50020, 500208 or 9002332.
 */
export function checkAccount(
  world: World,
  client: Client,
  authority: Authority,
  person: User,
): Account {
  const home = world.tenants.get(person.tenantId);
  if (home === undefined) throw new Refusal(90002, { tenant: person.tenantId });
  const tenant = authority.kind === "tenant" ? authority.tenant : home;
  const user = personIn(world, person, tenant.id);
  const values = {
    clientId: client.appId,
    app: client.displayName,
    user: person.userPrincipalName,
    provider: home.consumers ? "live.com" : `https://sts.windows.net/${home.id}/`,
    tenant: directoryName(authority),
  };
  if (user === undefined) throw new Refusal(50020, values);
  if (authority.kind === "organizations" && tenant.consumers) throw new Refusal(500208);
  if (authority.kind === "consumers" && !tenant.consumers) throw new Refusal(500208);
  const workOnly = client.audience === "AzureADMyOrg" || client.audience === "AzureADMultipleOrgs";
  if (workOnly && tenant.consumers) throw new Refusal(9002332, values);
  return { user, tenant };
}
