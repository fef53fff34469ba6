import type { JsonObject } from "./json";
import type { GraphCall } from "./graphCall";
import type {
  ApplicationDraft,
  CreatedApplication,
  NewClientSecret,
  PasswordCredentialDraft,
  Registration,
  RegistrationSummary,
} from "./registration/registration";

/** Which registrations a list shows. */
export interface ListQuery {
  readonly view: "all" | "owned" | "deleted";
  /** Words of the name, or a whole Application (client) ID. */
  readonly search?: string | undefined;
}

export interface RegistrationPage {
  readonly items: readonly RegistrationSummary[];
  /** Number of all registrations, where Graph told it. */
  readonly total: number | undefined;
  /** Opaque; undefined on the last page. */
  readonly next: string | undefined;
}

/** One entry of Graph's `keyCredentials`, complete, so that it can be sent back. */
export type KeyCredential = JsonObject;

/**
 * The applications of a directory. Reads are retried at most twice; writes are never re-sent blindly: when
 * nothing tells whether one happened it fails with `graph.outcomeUnknown`, also when it was cancelled after it
 * was sent: CancelledError from a write means that it did not happen.
 * All methods throw Failure `graph.*` or `signIn.*`, and CancelledError.
 */
export interface ApplicationDirectory {
  /** 100 registrations by name, from the start or from `next` of the page before. */
  listPage(query: ListQuery, next: string | undefined, call: GraphCall): Promise<RegistrationPage>;
  get(objectId: string, call: GraphCall): Promise<Registration>;
  /** Registrations of exactly this name, letter case aside; at most 10. For the guard against duplicates. */
  findByName(displayName: string, call: GraphCall): Promise<readonly RegistrationSummary[]>;
  create(draft: ApplicationDraft, call: GraphCall): Promise<CreatedApplication>;
  /** Finds what an unanswered {@link create} may have made. */
  findByTag(tag: string, call: GraphCall): Promise<readonly Registration[]>;
  /** The whole `application` as Graph writes it, without `@odata.context`: for the manifest, and to compare. */
  manifest(objectId: string, call: GraphCall): Promise<JsonObject>;
  /**
   * Properties that are not named keep their value, inside `web`, `spa`, `publicClient` and `api`, too.
   * @param before what stood there as far as is known: with it, {@link get} and {@link manifest} tell the new
   *   values also while the directory still answers with the old ones
   */
  update(objectId: string, patch: JsonObject, call: GraphCall, before?: JsonObject): Promise<void>;
  addPassword(
    objectId: string,
    draft: PasswordCredentialDraft,
    call: GraphCall,
  ): Promise<NewClientSecret>;
  removePassword(objectId: string, keyId: string, call: GraphCall): Promise<void>;
  /**
   * With the public keys: only with them may the list be sent back.
   * @throws Failure `graph.conflict` when the answer does not know yet what was written here: it can be tried again
   */
  keyCredentials(objectId: string, call: GraphCall): Promise<readonly KeyCredential[]>;
  /**
   * Replaces the whole list.
   * @param before the list that the new one was made from: with it, {@link keyCredentials} knows older answers
   */
  setKeyCredentials(
    objectId: string,
    credentials: readonly KeyCredential[],
    call: GraphCall,
    before?: readonly KeyCredential[],
  ): Promise<void>;
  delete(objectId: string, call: GraphCall): Promise<void>;
  /** A deleted registration; undefined when it is not among the deleted. */
  getDeleted(objectId: string, call: GraphCall): Promise<RegistrationSummary | undefined>;
  restore(objectId: string, call: GraphCall): Promise<void>;
  deletePermanently(objectId: string, call: GraphCall): Promise<void>;
}

// ---------------------------------------------------------------- enterprise applications and consent

/** An enterprise application: the registration's presence in one directory. */
export interface ServicePrincipal {
  /** Object id of the enterprise application; not that of the registration. */
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  readonly appRoleAssignmentRequired: boolean;
}

/** A permission an API publishes in this directory. */
export interface PublishedPermission {
  readonly id: string;
  readonly type: "Scope" | "Role";
  /** Such as `IMAP.AccessAsUser.All`. */
  readonly value: string;
  /** Microsoft's own words. Untrusted text. */
  readonly displayName: string;
  readonly description: string;
  /** Only an administrator may consent (scopes of type `Admin`, and every app role). */
  readonly adminOnly: boolean;
}

/** An API with what it publishes. */
export interface ResourceApi {
  /** Object id of its service principal in this directory. */
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly permissions: readonly PublishedPermission[];
}

/** Graph's `oauth2PermissionGrant`. */
export interface DelegatedGrant {
  readonly id: string;
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  readonly consentFor: "everyone" | "person";
  /** Object id of the person; undefined for everyone. */
  readonly principalId: string | undefined;
  readonly scopes: readonly string[];
}

/** Graph's `appRoleAssignment` of a client to an API. */
export interface AppRoleGrant {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly appRoleId: string;
}

/** Service principals and what was consented to. Throws as {@link ApplicationDirectory}. */
export interface ConsentDirectory {
  servicePrincipal(appId: string, call: GraphCall): Promise<ServicePrincipal | undefined>;
  createServicePrincipal(appId: string, call: GraphCall): Promise<ServicePrincipal>;
  /** undefined when the directory does not have this API. */
  resourceApi(appId: string, call: GraphCall): Promise<ResourceApi | undefined>;
  /** Delegated grants of a client, by the object id of its service principal. All pages. */
  delegatedGrants(servicePrincipalId: string, call: GraphCall): Promise<readonly DelegatedGrant[]>;
  createDelegatedGrant(
    grant: Omit<DelegatedGrant, "id"> & { readonly clientId: string },
    call: GraphCall,
  ): Promise<DelegatedGrant>;
  /** Replaces the scopes of a grant. */
  updateDelegatedGrant(id: string, scopes: readonly string[], call: GraphCall): Promise<void>;
  deleteDelegatedGrant(id: string, call: GraphCall): Promise<void>;
  appRoleGrants(servicePrincipalId: string, call: GraphCall): Promise<readonly AppRoleGrant[]>;
  grantAppRole(
    grant: {
      readonly servicePrincipalId: string;
      readonly resourceId: string;
      readonly appRoleId: string;
    },
    call: GraphCall,
  ): Promise<AppRoleGrant>;
  removeAppRoleGrant(servicePrincipalId: string, id: string, call: GraphCall): Promise<void>;
}

// ---------------------------------------------------------------- people and the directory itself

/** A user, or an application that owns another. */
export interface DirectoryPerson {
  readonly id: string;
  readonly displayName: string;
  /** undefined for an owner that is not a person. */
  readonly userPrincipalName: string | undefined;
}

export interface DirectoryFacts {
  readonly tenantId: string;
  readonly displayName: string;
  readonly defaultDomain: string | undefined;
}

/** The people of a directory, and its name. Throws as {@link ApplicationDirectory}. */
export interface PeopleDirectory {
  me(call: GraphCall): Promise<DirectoryPerson>;
  /** undefined for a personal account that has no directory. */
  organization(call: GraphCall): Promise<DirectoryFacts | undefined>;
  owners(objectId: string, call: GraphCall): Promise<readonly DirectoryPerson[]>;
  addOwner(objectId: string, ownerId: string, call: GraphCall): Promise<void>;
  removeOwner(objectId: string, ownerId: string, call: GraphCall): Promise<void>;
  /** At most 25 people whose name or sign-in name begins with, or holds, the words. */
  searchPeople(text: string, call: GraphCall): Promise<readonly DirectoryPerson[]>;
}
