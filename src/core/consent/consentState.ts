import type {
  AppRoleGrant,
  DelegatedGrant,
  DirectoryPerson,
  ResourceApi,
  ServicePrincipal,
} from "../directoryPorts";

/** What was consented to for one registration, as the directory tells it. */
export interface ConsentState {
  /** undefined: the registration has no enterprise application here, so nothing can have been granted. */
  readonly servicePrincipal: ServicePrincipal | undefined;
  readonly grants: readonly DelegatedGrant[];
  readonly appRoles: readonly AppRoleGrant[];
  /** The person who is signed in; undefined when the directory does not say. */
  readonly me: DirectoryPerson | undefined;
  /** The requested APIs as this directory knows them, and those of grants that could be told by name. */
  readonly apis: readonly ResourceApi[];
}
