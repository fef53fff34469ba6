import type { Guest, Tenant, User } from "../model";
import { ids, stableGuid } from "./stableIds";

export const tenants: readonly Tenant[] = [
  { id: ids.contoso, displayName: "Contoso", domain: "contoso.test", consumers: false },
  {
    id: ids.fabrikam,
    displayName: "Fabrikam",
    domain: "fabrikam.test",
    consumers: false,
    // Nobody there may submit by SMTP.
    smtpAuthDisabled: true,
  },
  { id: ids.consumers, displayName: "Microsoft", domain: "outlook.test", consumers: true },
  {
    id: ids.microsoft,
    displayName: "Microsoft Services",
    domain: "microsoft.test",
    consumers: false,
  },
];

interface Person {
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly roles?: readonly string[];
  readonly mayRegisterApps?: boolean;
  /** Directories the person is a guest of. */
  readonly guestOf?: readonly string[];
}

const people: readonly Person[] = [
  {
    tenantId: ids.contoso,
    userPrincipalName: "ada@contoso.test",
    displayName: "Ada Lovelace",
    roles: ["Application Administrator"],
  },
  { tenantId: ids.contoso, userPrincipalName: "grace@contoso.test", displayName: "Grace Hopper" },
  { tenantId: ids.contoso, userPrincipalName: "eve@contoso.test", displayName: "Eve Moneypenny" },
  { tenantId: ids.fabrikam, userPrincipalName: "alan@fabrikam.test", displayName: "Alan Turing" },
  {
    tenantId: ids.contoso,
    userPrincipalName: "katherine@contoso.test",
    displayName: "Katherine Johnson",
    roles: ["Global Administrator"],
    guestOf: [ids.fabrikam],
  },
  {
    tenantId: ids.consumers,
    userPrincipalName: "vera@outlook.test",
    displayName: "Vera Rubin",
    mayRegisterApps: false,
  },
];

/** The object id of a seeded user. */
export function userId(userPrincipalName: string): string {
  return stableGuid(`user ${userPrincipalName}`);
}

const userOf = (person: Person): User => ({
  id: userId(person.userPrincipalName),
  tenantId: person.tenantId,
  userPrincipalName: person.userPrincipalName,
  displayName: person.displayName,
  password: `sandbox-${person.userPrincipalName.split("@")[0]}`,
  roles: person.roles ?? [],
  mayRegisterApps: person.mayRegisterApps ?? true,
});

export const users: readonly User[] = people.map(userOf);

/** Guests have no role, and a name made from the one at home (Entra "Properties of a B2B collaboration user"). */
export const guests: readonly Guest[] = people.flatMap((person) => {
  const home = userOf(person);
  const name = home.userPrincipalName;
  return (person.guestOf ?? []).map((directory) => {
    const { domain = "" } = tenants.find((tenant) => tenant.id === directory) ?? {};
    const there = {
      id: stableGuid(`guest ${name} ${directory}`),
      tenantId: directory,
      userPrincipalName: `${name.replace("@", "_")}#EXT#@${domain}`,
      roles: [],
      home: { id: home.id, tenantId: home.tenantId },
    };
    return Object.assign(userOf(person), there);
  });
});
