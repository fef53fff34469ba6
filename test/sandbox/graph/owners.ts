import { personById } from "../lookup";
import { findApplication, findForChange, guid, type Key, requireGuid } from "./application/find";
import { badRequest, notFound } from "./errors";
import { renderUser } from "./me";
import type { Answer, Call, Item, Operation } from "./operation";
import { permissions } from "./permissions";
import { renderServicePrincipal } from "./servicePrincipal/render";

/** What an owner may be, as Graph answers it in a collection of directory objects. */
function renderOwner(call: Call, id: string): Record<string, unknown> | undefined {
  const { tenantId } = call.caller;
  const user = personById(call.world, id);
  if (user?.tenantId === tenantId) {
    return { "@odata.type": "#microsoft.graph.user", ...renderUser(user) };
  }
  const servicePrincipal = call.world.servicePrincipals.get(id);
  return servicePrincipal?.tenantId === tenantId
    ? {
        "@odata.type": "#microsoft.graph.servicePrincipal",
        ...renderServicePrincipal(call.world, servicePrincipal),
      }
    : undefined;
}

function list(call: Call, key: Key): Answer {
  const application = findApplication(call, key);
  const items: Item[] = [...application.ownerIds].flatMap((id) => {
    const value = renderOwner(call, id);
    return value === undefined ? [] : [{ id, value }];
  });
  return {
    kind: "collection",
    context: "directoryObjects",
    type: "directoryObject",
    items,
    selectable: ["id", "displayName", "userPrincipalName", "mail", "appId", "givenName", "surname"],
    render: ({ value }) => value,
  };
}

const reference =
  /^https:\/\/[^/]+\/(?:v1\.0|beta)\/(?:directoryObjects|users|servicePrincipals)\/([^/]+)$/;

/** POST owners/$ref. The wording for a reference that is none is unverified. */
function add(call: Call, key: Key): Answer {
  const application = findForChange(call, key);
  const id = reference.exec(String(call.body["@odata.id"]))?.[1]?.toLowerCase();
  if (id === undefined || !guid.test(id) || Object.keys(call.body).length !== 1) {
    throw badRequest(
      "Invalid object reference: '@odata.id' must be the URL of a directory object.",
    );
  }
  if (renderOwner(call, id) === undefined) throw notFound(id);
  if (application.ownerIds.has(id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
  }
  application.ownerIds.add(id);
  return { kind: "none" };
}

/** DELETE owners/{id}/$ref. Whether the last owner may go is unverified; here they may. */
function remove(call: Call, key: Key): Answer {
  const application = findForChange(call, key);
  const id = requireGuid(call.keys[1] ?? "");
  if (!application.ownerIds.delete(id)) throw notFound(id);
  return { kind: "none" };
}

const byKey = (path: string, key: Key): readonly Operation[] => [
  {
    method: "GET",
    path: `${path}/owners`,
    permissions: permissions.readOwners,
    status: 200,
    run: (call) => list(call, key),
  },
  {
    method: "POST",
    path: `${path}/owners/$ref`,
    permissions: permissions.addOwner,
    body: "required",
    status: 204,
    run: (call) => add(call, key),
  },
  {
    method: "DELETE",
    path: `${path}/owners/{directoryObject-id}/$ref`,
    permissions: permissions.removeOwner,
    status: 204,
    run: (call) => remove(call, key),
  },
];

/** Owners of registrations. */
export const ownerOperations: readonly Operation[] = [
  ...byKey("/applications/{application-id}", "id"),
  ...byKey("/applications(appId='{appId}')", "appId"),
];
