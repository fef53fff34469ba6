import type { ApplicationDirectory, ConsentDirectory, PeopleDirectory } from "./directoryPorts";

/** The names of a port's methods; a missing one is a compile error. */
function methodsOf<Port>(methods: Readonly<Record<keyof Port, true>>): readonly (keyof Port)[] {
  return Object.keys(methods) as (keyof Port)[];
}

/** Every method of the application directory. */
export const applicationMethods = methodsOf<ApplicationDirectory>({
  listPage: true,
  get: true,
  findByName: true,
  create: true,
  findByTag: true,
  manifest: true,
  update: true,
  addPassword: true,
  removePassword: true,
  keyCredentials: true,
  setKeyCredentials: true,
  delete: true,
  getDeleted: true,
  restore: true,
  deletePermanently: true,
});

/** Every method of the consent directory. */
export const consentMethods = methodsOf<ConsentDirectory>({
  servicePrincipal: true,
  createServicePrincipal: true,
  resourceApi: true,
  delegatedGrants: true,
  createDelegatedGrant: true,
  updateDelegatedGrant: true,
  deleteDelegatedGrant: true,
  appRoleGrants: true,
  grantAppRole: true,
  removeAppRoleGrant: true,
});

/** Every method of the people directory. */
export const peopleMethods = methodsOf<PeopleDirectory>({
  me: true,
  organization: true,
  owners: true,
  addOwner: true,
  removeOwner: true,
  searchPeople: true,
});
