import type { Application } from "../../sandbox/model";
import type { ApplicationPlan } from "../../sandbox/seed/applications";
import type { Command } from "../../../src/ui/command";
import type { CommandDesk } from "./commandDesk";

type Resource = Application["resource"];
type Work = (desk: CommandDesk, registration: Resource) => Promise<void>;

/** Something a person does, and every request it costs at Graph. */
export interface Counted {
  readonly what: string;
  /** Method and path as the API description writes them. Those that go at the same time stand in any order. */
  readonly requests: readonly string[];
  readonly run: Work;
  /** Done before, and not counted. */
  readonly prepare?: Work;
  /** What the registration has beside what {@link usual} gives it. */
  readonly about?: Partial<ApplicationPlan>;
}

/** Requests by what they are for. */
export const graph = {
  list: "GET /applications",
  read: "GET /applications/{application-id}",
  update: "PATCH /applications/{application-id}",
  delete: "DELETE /applications/{application-id}",
  addSecret: "POST /applications/{application-id}/addPassword",
  removeSecret: "POST /applications/{application-id}/removePassword",
  owners: "GET /applications/{application-id}/owners",
  addOwner: "POST /applications/{application-id}/owners/$ref",
  removeOwner: "DELETE /applications/{application-id}/owners/{directoryObject-id}/$ref",
  deleted: "GET /directory/deletedItems/{directoryObject-id}",
  restore: "POST /directory/deletedItems/{directoryObject-id}/restore",
  deleteForGood: "DELETE /directory/deletedItems/{directoryObject-id}",
  /** An enterprise application, or the list of what an API publishes. */
  api: "GET /servicePrincipals(appId='{appId}')",
  createPrincipal: "POST /servicePrincipals",
  grants: "GET /oauth2PermissionGrants",
  grant: "POST /oauth2PermissionGrants",
  changeGrant: "PATCH /oauth2PermissionGrants/{oAuth2PermissionGrant-id}",
  deleteGrant: "DELETE /oauth2PermissionGrants/{oAuth2PermissionGrant-id}",
  roles: "GET /servicePrincipals/{servicePrincipal-id}/appRoleAssignments",
  grantRole: "POST /servicePrincipals/{servicePrincipal-id}/appRoleAssignedTo",
  deleteRole:
    "DELETE /servicePrincipals/{servicePrincipal-id}/appRoleAssignments/{appRoleAssignment-id}",
  me: "GET /me",
  people: "GET /users",
} as const;

/** Answers that are the same in many questions. */
export const answer = {
  /** The row of a review that carries the plan out. */
  agree: "$(check)",
  /** What stands there already. */
  same: "",
} as const;

/** A command that is called with the id of the registration, as from the button of a notification. */
export function asCommand(command: Command, ...answers: readonly string[]): { readonly run: Work } {
  return { run: (desk, { id }) => desk.run(command, id, ...answers) };
}
