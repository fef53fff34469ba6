import type { Application, ServicePrincipal, Tenant, User, World } from "./model";

/** The user or guest of this object id. */
export function personById(world: World, id: string): User | undefined {
  return world.users.get(id) ?? world.guests.get(id);
}

/** What a person is in a directory: themselves at home, a guest elsewhere; undefined where they are unknown. */
export function personIn(world: World, user: User, tenantId: string): User | undefined {
  if (user.tenantId === tenantId) return user;
  for (const guest of world.guests.values()) {
    if (guest.home.id === user.id && guest.tenantId === tenantId) return guest;
  }
  return undefined;
}

/** The account a person signs in with: for a guest the one at home. */
export function homeOf(user: User): { readonly id: string; readonly tenantId: string } {
  return user.home ?? user;
}

/** The directories a person belongs to, home first. */
export function directoriesOf(world: World, user: User): readonly Tenant[] {
  const home = homeOf(user);
  const elsewhere = [...world.guests.values()].filter((guest) => guest.home.id === home.id);
  const ids = [home.tenantId, ...elsewhere.map(({ tenantId }) => tenantId)];
  return ids.flatMap((id) => world.tenants.get(id) ?? []);
}

export function userByName(world: World, userPrincipalName: string): User | undefined {
  const wanted = userPrincipalName.toLowerCase();
  for (const user of world.users.values()) {
    if (user.userPrincipalName.toLowerCase() === wanted) return user;
  }
  return undefined;
}

/** The application of this client id, in whichever directory. */
export function applicationByAppId(world: World, appId: string): Application | undefined {
  const wanted = appId.toLowerCase();
  for (const application of world.applications.values()) {
    if (application.resource.appId === wanted) return application;
  }
  return undefined;
}

export function findServicePrincipal(
  world: World,
  tenantId: string,
  appId: string,
): ServicePrincipal | undefined {
  for (const candidate of world.servicePrincipals.values()) {
    if (candidate.appId === appId && candidate.tenantId === tenantId) return candidate;
  }
  return undefined;
}
