import { randomUUID } from "node:crypto";
import type { Application } from "../../model";
import { mayCreate } from "../caller";
import { badRequest, denied, NotInSandbox } from "../errors";
import type { Answer, Call } from "../operation";
import { replaceResource } from "../replication";
import { findForChange, type Key } from "./find";
import { makePassword, recordSecret, withoutText } from "./passwords";
import { renderApplication } from "./render";
import { requireValid } from "./rules";
import { requireWritable } from "./shape";

type Resource = Application["resource"];
type Body = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Complex properties are merged member by member, collections and plain values replaced. */
function merged(old: unknown, change: unknown): unknown {
  if (!isPlain(old) || !isPlain(change)) {
    return change;
  }
  const entries = Object.entries(change).map(([name, value]) => [name, merged(old[name], value)]);
  return { ...old, ...(Object.fromEntries(entries) as object) };
}

/** A `null` for a part that is never null means "as new". */
const emptied: Readonly<Record<string, unknown>> = {
  web: { redirectUris: [] },
  spa: { redirectUris: [] },
  publicClient: { redirectUris: [] },
};

function withChange(resource: Resource, change: Body): Resource {
  const entries = Object.entries(change).map(([name, value]) => [
    name,
    value === null && name in emptied
      ? emptied[name]
      : merged((resource as Body)[name], structuredClone(value)),
  ]);
  return { ...resource, ...(Object.fromEntries(entries) as object) };
}

function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

function blank(now: number): Resource {
  return {
    id: randomUUID(),
    appId: randomUUID(),
    displayName: "",
    createdDateTime: isoSeconds(now),
    // The sources disagree on the default; the current typings say this one.
    signInAudience: "AzureADMyOrg",
    isFallbackPublicClient: null,
    web: { redirectUris: [] },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    requiredResourceAccess: [],
    passwordCredentials: [],
    keyCredentials: [],
    tags: [],
  };
}

function refuseKeys(body: Body): void {
  if (body["keyCredentials"] !== undefined) {
    throw new NotInSandbox("certificates in POST or PATCH of an application");
  }
}

export function domainOf(call: Call): string | null {
  return call.world.tenants.get(call.caller.tenantId)?.domain ?? null;
}

/** POST /applications */
export function createApplication(call: Call): Answer {
  const { caller, world, now } = call;
  if (caller.personal) {
    // Status and code are unverified; the text is the portal's.
    throw denied("The ability to create applications outside of a directory has been deprecated.");
  }
  if (!mayCreate(caller)) {
    throw denied();
  }
  requireWritable(call.body);
  refuseKeys(call.body);
  if (call.body["displayName"] === undefined) {
    throw badRequest("A value is required for property 'displayName' of resource 'Application'.");
  }
  const { passwordCredentials: drafts = [], ...rest } = call.body;
  const secrets = (drafts as readonly Body[]).map((draft) => makePassword(draft, now));
  const application: Application = {
    tenantId: caller.tenantId,
    resource: {
      ...withChange(blank(now), rest),
      passwordCredentials: secrets.map(withoutText),
    },
    secretHashes: new Map(),
    ownerIds: new Set(caller.ownerId === undefined ? [] : [caller.ownerId]),
    visibleAt: now + world.settings.replicationDelayMs,
  };
  requireValid(application.resource);
  for (const secret of secrets) {
    recordSecret(application, secret);
  }
  world.applications.set(application.resource.id, application);
  const shown = world.settings.secretOnCreate ? secrets : secrets.map(withoutText);
  return {
    kind: "entity",
    context: "applications/$entity",
    type: "application",
    entity: renderApplication(
      { ...application.resource, passwordCredentials: shown },
      domainOf(call),
    ),
  };
}

/** PATCH /applications/{id}: 204. Client secrets change by addPassword and removePassword only. */
export function updateApplication(call: Call, key: Key): Answer {
  const application = findForChange(call, key);
  requireWritable(call.body);
  refuseKeys(call.body);
  if (call.body["passwordCredentials"] !== undefined) {
    // Wording unverified.
    throw badRequest("passwordCredentials cannot be updated: use addPassword and removePassword.");
  }
  const resource = withChange(application.resource, call.body);
  requireValid(resource);
  replaceResource(application, resource, call.world.settings, call.now);
  return { kind: "none" };
}

/** POST /applications/{id}/addPassword: the credential, once with its value. */
export function addPassword(call: Call, key: Key): Answer {
  const application = findForChange(call, key);
  const secret = makePassword((call.body["passwordCredential"] ?? {}) as Body, call.now);
  const resource: Resource = {
    ...application.resource,
    passwordCredentials: [...application.resource.passwordCredentials, withoutText(secret)],
  };
  requireValid(resource);
  recordSecret(application, secret);
  replaceResource(application, resource, call.world.settings, call.now);
  return {
    kind: "entity",
    context: "microsoft.graph.passwordCredential",
    type: "passwordCredential",
    entity: { customKeyIdentifier: null, ...secret },
  };
}

/** POST /applications/{id}/removePassword: 204. */
export function removePassword(call: Call, key: Key): Answer {
  const application = findForChange(call, key);
  const keyId = call.body["keyId"];
  const { passwordCredentials } = application.resource;
  const left = passwordCredentials.filter((credential) => credential.keyId !== keyId);
  if (left.length === passwordCredentials.length || typeof keyId !== "string") {
    throw badRequest("No credentials found to be removed.");
  }
  application.secretHashes.delete(keyId);
  const resource = { ...application.resource, passwordCredentials: left };
  replaceResource(application, resource, call.world.settings, call.now);
  return { kind: "none" };
}
