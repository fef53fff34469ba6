import { type Message, message } from "../../base/message";
import type { PublishedPermission, ResourceApi } from "../directoryPorts";
import { declaredAccess } from "../registration/changes/permissions";
import { permissionOf } from "../registration/permissions";
import type { Registration, ResourceAccess } from "../registration/registration";
import {
  type Granted,
  grantedScope,
  mailProtocolScope,
  noOne,
  scopeHolders,
  twin,
} from "./consentHolders";
import type { ConsentState } from "./consentState";

/** One permission: asked for, granted, or both. */
export interface ConsentRow extends Granted {
  /** undefined when a grant is for an API of which only the object id is known. */
  readonly resourceAppId: string | undefined;
  /** May come from the directory: untrusted. */
  readonly resourceName: string;
  readonly type: ResourceAccess["type"];
  /** Id of the permission; undefined when only its name is known. */
  readonly id: string | undefined;
  /** Name such as `IMAP.AccessAsUser.All`, else the id. */
  readonly name: string;
  /** The registration asks for it. */
  readonly requested: boolean;
  /** False: the API does not publish it (any more), or the directory lacks the API. It cannot be granted. */
  readonly found: boolean;
  /** Only an administrator may consent. */
  readonly adminOnly: boolean;
}

/**
 * Requested versus granted: what the registration asks for, in its order, then grants it does not ask for (any
 * more).
 */
export function consentRows(
  registration: Pick<Registration, "requiredResourceAccess">,
  state: ConsentState,
): readonly ConsentRow[] {
  const requested = declaredAccess(registration.requiredResourceAccess).flatMap(
    ({ resourceAppId, access: declared }) =>
      declared.map((access) => requestedRow(resourceAppId, access, state)),
  );
  const seen = new Set(requested.map(rowKey));
  return [
    ...requested,
    ...leftOverScopes(state, seen, requested),
    ...leftOverRoles(state, requested),
  ];
}

/** The row of one requested permission. */
export function consentOf(
  rows: readonly ConsentRow[],
  resourceAppId: string,
  { id, type }: ResourceAccess,
): ConsentRow | undefined {
  return rows.find(
    (row) => row.resourceAppId === resourceAppId && row.type === type && row.id === id,
  );
}

/** In a few words, for a tree row and a table. */
export function consentWords(row: ConsentRow): Message {
  const where = row.grantedUnder;
  if (row.grantedToEveryone) {
    if (row.type === "Role") return message("granted");
    return where === undefined
      ? message("granted to all")
      : message("granted to all, under {0}", where);
  }
  if (row.grantedToMe) {
    return where === undefined
      ? message("granted to you")
      : message("granted to you, under {0}", where);
  }
  if (!row.found) return message("not found in this directory");
  if (row.grantedToOthers === 0) return message("not granted yet");
  return row.grantedToOthers === 1
    ? message("not granted to you, but to one other person")
    : message("not granted to you, but to {0} other people", row.grantedToOthers);
}

/** True for what can be granted and is not yet. */
export function isOpen(row: ConsentRow, consentFor: "everyone" | "me"): boolean {
  if (!row.requested || !row.found || row.grantedToEveryone) return false;
  return consentFor === "everyone" || (row.type === "Scope" && !row.grantedToMe);
}

function requestedRow(
  resourceAppId: string,
  access: ResourceAccess,
  state: ConsentState,
): ConsentRow {
  const api = state.apis.find(({ appId }) => appId === resourceAppId);
  const published = api?.permissions.find(
    ({ id, type }) => id === access.id && type === access.type,
  );
  const known = permissionOf(resourceAppId, access);
  const name = published?.value ?? known.value;
  const row = {
    resourceAppId,
    resourceName: api?.displayName ?? known.resourceName,
    type: access.type,
    id: access.id,
    name: name ?? access.id,
    requested: true,
    found: published !== undefined,
    adminOnly: published?.adminOnly ?? access.type === "Role",
  };
  if (access.type === "Role") {
    const granted = state.appRoles.some(
      ({ resourceId, appRoleId }) => resourceId === api?.id && appRoleId === access.id,
    );
    return { ...row, ...noOne, grantedToEveryone: granted };
  }
  return { ...row, ...scopeHolders(api, name, state) };
}

function leftOverScopes(
  state: ConsentState,
  requested: ReadonlySet<string>,
  requestedRows: readonly ConsentRow[],
): readonly ConsentRow[] {
  const seen = new Set(requested);
  return state.grants.flatMap(({ resourceId, scopes }) => {
    const api = state.apis.find(({ id }) => id === resourceId);
    return scopes.flatMap((scope) => {
      const row = leftOver(resourceId, api, scope, state);
      const key = rowKey(row);
      if (seen.has(key) || isTwin(row, requestedRows)) return [];
      seen.add(key);
      return [row];
    });
  });
}

/** True for a mail permission that is asked for under the other API that publishes it: both may be needed. */
function isTwin(
  { resourceAppId, name }: ConsentRow,
  requestedRows: readonly ConsentRow[],
): boolean {
  if (resourceAppId === undefined || !mailProtocolScope.test(name)) return false;
  const other = twin[resourceAppId];
  return requestedRows.some(
    (row) =>
      row.resourceAppId === other &&
      row.type === "Scope" &&
      row.name.toLowerCase() === name.toLowerCase(),
  );
}

function leftOver(
  resourceId: string,
  api: ResourceApi | undefined,
  scope: string,
  state: ConsentState,
): ConsentRow {
  const published = api?.permissions.find(
    ({ type, value }) => type === "Scope" && value.toLowerCase() === scope.toLowerCase(),
  );
  return {
    resourceAppId: api?.appId,
    resourceName: api?.displayName ?? resourceId,
    ...publishedFacts(published, "Scope", scope),
    requested: false,
    ...grantedScope(resourceId, scope, state),
  };
}

function leftOverRoles(
  state: ConsentState,
  requested: readonly ConsentRow[],
): readonly ConsentRow[] {
  return state.appRoles.flatMap(({ resourceId, resourceName, appRoleId }) => {
    const api = state.apis.find(({ id }) => id === resourceId);
    const asked =
      api !== undefined &&
      consentOf(requested, api.appId, { id: appRoleId, type: "Role" }) !== undefined;
    if (asked) return [];
    const published = api?.permissions.find(({ type, id }) => type === "Role" && id === appRoleId);
    return [
      {
        resourceAppId: api?.appId,
        resourceName: api?.displayName ?? resourceName,
        ...publishedFacts(published, "Role", appRoleId),
        id: appRoleId,
        requested: false,
        ...noOne,
        grantedToEveryone: true,
      },
    ];
  });
}

function publishedFacts(
  published: PublishedPermission | undefined,
  type: ResourceAccess["type"],
  fallbackName: string,
): Pick<ConsentRow, "type" | "id" | "name" | "found" | "adminOnly"> {
  return {
    type,
    id: published?.id,
    name: published?.value ?? fallbackName,
    found: published !== undefined,
    adminOnly: published?.adminOnly ?? type === "Role",
  };
}

/** A registration and a grant name the same permission: the one by its id, the other by its name. */
function rowKey({ resourceAppId, resourceName, type, name }: ConsentRow): string {
  return `${resourceAppId ?? resourceName} ${type} ${name.toLowerCase()}`;
}
