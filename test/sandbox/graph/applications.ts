import type { Application } from "../model";
import { owns } from "./caller";
import { badRequest } from "./errors";
import { findApplication, type Key, visibleApplications } from "./application/find";
import { renderApplication } from "./application/render";
import {
  addPassword,
  createApplication,
  domainOf,
  removePassword,
  updateApplication,
} from "./application/write";
import { deleteApplication } from "./deletedItems";
import type { Answer, Call, Item, Operation } from "./operation";
import { permissions } from "./permissions";
import { matching } from "./query/matching";
import { readable } from "./replication";

const listQuery = {
  equals: ["id", "appId", "displayName", "signInAudience"],
  startsWith: ["displayName"],
  any: ["tags", "identifierUris"],
  orderBy: ["displayName", "createdDateTime"],
  search: ["displayName"],
} as const;

function items(call: Call, applications: Iterable<Application>): Item[] {
  return Array.from(applications, (application) => ({
    id: application.resource.id,
    value: readable(application, call.now),
  }));
}

function list(call: Call, applications: Iterable<Application>): Answer {
  return {
    kind: "collection",
    context: "applications",
    type: "application",
    items: items(call, applications),
    render: ({ value }) => renderApplication(value as Application["resource"], domainOf(call)),
  };
}

function get(call: Call, key: Key): Answer {
  const application = findApplication(call, key);
  return {
    kind: "entity",
    context: "applications/$entity",
    type: "application",
    entity: renderApplication(
      readable(application, call.now),
      domainOf(call),
      call.query.select?.includes("keyCredentials") ?? false,
    ),
  };
}

function count(call: Call): Answer {
  if (!call.query.eventual) {
    throw badRequest("$count is not currently supported.");
  }
  const all = items(call, visibleApplications(call));
  return { kind: "text", text: String(matching(all, call.query, listQuery).length) };
}

/** The same operations under either key of an application. */
const byKey = (path: string, key: Key): readonly Operation[] => [
  {
    method: "GET",
    path,
    permissions: permissions.getApplication,
    status: 200,
    run: (call) => get(call, key),
  },
  {
    method: "PATCH",
    path,
    permissions: permissions.changeApplication,
    body: "required",
    status: 204,
    run: (call) => updateApplication(call, key),
  },
  {
    method: "DELETE",
    path,
    permissions: permissions.changeApplication,
    status: 204,
    run: (call) => deleteApplication(call, key),
  },
  {
    method: "POST",
    path: `${path}/addPassword`,
    permissions: permissions.changePassword,
    body: "required",
    status: 200,
    run: (call) => addPassword(call, key),
  },
  {
    method: "POST",
    path: `${path}/removePassword`,
    permissions: permissions.changePassword,
    body: "required",
    status: 204,
    run: (call) => removePassword(call, key),
  },
];

/** App registrations. */
export const applicationOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/applications",
    permissions: permissions.listApplications,
    query: listQuery,
    status: 200,
    run: (call) => list(call, visibleApplications(call)),
  },
  {
    method: "POST",
    path: "/applications",
    permissions: permissions.createApplication,
    body: "required",
    status: 201,
    run: createApplication,
  },
  {
    method: "GET",
    path: "/applications/$count",
    permissions: permissions.listApplications,
    query: listQuery,
    status: 200,
    run: count,
  },
  ...byKey("/applications/{application-id}", "id"),
  ...byKey("/applications(appId='{appId}')", "appId"),
  {
    method: "GET",
    path: "/me/ownedObjects/graph.application",
    permissions: permissions.ownedObjects,
    query: listQuery,
    status: 200,
    run: (call) =>
      list(
        call,
        [...visibleApplications(call)].filter((application) => owns(call.caller, application)),
      ),
  },
];
