import type { Tenant, User } from "../model";
import { directoriesOf, homeOf, userByName } from "../lookup";
import { azureManagement, graph } from "../resources";
import { Refusal } from "./aadsts";
import { checkAccount, findAuthority } from "./authorities";
import { findClient } from "./clients";
import { issueUserTokens } from "./issue";
import type { Identity } from "./state";

const clientId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
const origin = "https://login.microsoftonline.com";

/** What `--resource-type` may name here, as the API and the scope the program asks for. */
const resourceTypes = {
  "ms-graph": { resource: graph, identifier: "https://graph.microsoft.com" },
  arm: { resource: azureManagement, identifier: "https://management.core.windows.net" },
} as const;

export interface AzureCliToken {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly tenantId: string;
}

/** Who is signed in to the Azure CLI's stand-in, by `settings.azureCliUser`. */
export function azureCliUser({ world }: Identity): User | undefined {
  return userByName(world, world.settings.azureCliUser);
}

/** The directories of that person, home first. */
export function azureCliTenants(identity: Identity): readonly Tenant[] {
  const user = azureCliUser(identity);
  return user === undefined ? [] : directoriesOf(identity.world, user);
}

/**
 * A token of the Azure CLI's client for the person who is signed in to it.
 * @param tenant GUID or domain; the person's own directory when undefined
 * @returns undefined when nobody is signed in
 * @throws {Refusal} when the person may not have it: 90002, 50020, 9002332, …; 70011 for another resource type
 */
export function azureCliToken(
  identity: Identity,
  resourceType: string,
  tenant: string | undefined,
): AzureCliToken | undefined {
  const { world, clock } = identity;
  const person = azureCliUser(identity);
  const client = findClient(world, clientId, clock.now());
  if (person === undefined || client === undefined) return undefined;
  if (!Object.hasOwn(resourceTypes, resourceType))
    throw new Refusal(70011, { scope: resourceType });
  const { resource, identifier } = resourceTypes[resourceType as keyof typeof resourceTypes];
  const authority = findAuthority(world, tenant ?? homeOf(person).tenantId);
  const account = checkAccount(world, client, authority, person);
  const answer = issueUserTokens(identity, {
    origin,
    client,
    ...account,
    platform: undefined,
    asked: { resource, identifier, values: [], isDefault: true },
    openId: [],
    nonce: undefined,
    wantsRefreshToken: false,
    wantsClientInfo: false,
  });
  return {
    accessToken: String(answer["access_token"]),
    expiresAt: clock.now() + Number(answer["expires_in"]) * 1000,
    tenantId: account.tenant.id,
  };
}
