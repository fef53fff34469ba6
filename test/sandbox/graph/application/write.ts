import { randomUUID } from "node:crypto";
import type { Application } from "../../model";
import { mayCreate } from "../caller";
import { badRequest, denied, invalidValue } from "../errors";
import type { Answer, Call } from "../operation";
import { replaceResource } from "../replication";
import { findForChange, type Key } from "./find";
import { keyCredentialsFrom } from "./keys";
import { makePassword, recordSecret, withoutText } from "./passwords";
import { requireAudienceAllowed, requireKeysAllowed, requireSecretAllowed } from "./policy";
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

/** The body with the certificates as they will be stored. */
function withKeys(call: Call, stored: Resource["keyCredentials"]): Body {
  const drafts = call.body["keyCredentials"];
  if (drafts === undefined) return call.body;
  if (!Array.isArray(drafts)) throw invalidValue("keyCredentials");
  const keyCredentials = keyCredentialsFrom(drafts as readonly Body[], stored, call.now);
  requireKeysAllowed(call.world.settings, keyCredentials, stored);
  return { ...call.body, keyCredentials };
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
  if (call.body["displayName"] === undefined) {
    throw badRequest("A value is required for property 'displayName' of resource 'Application'.");
  }
  const { passwordCredentials: drafts = [], ...rest } = withKeys(call, []);
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
  requireAudienceAllowed(world.settings, application.resource.signInAudience);
  for (const secret of secrets) {
    requireSecretAllowed(world.settings, secret);
    recordSecret(application, secret, now + world.settings.secretPropagationMs);
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
  if (call.body["passwordCredentials"] !== undefined) {
    // Wording unverified.
    throw badRequest("passwordCredentials cannot be updated: use addPassword and removePassword.");
  }
  const before = application.resource;
  const resource = withChange(before, withKeys(call, before.keyCredentials));
  requireValid(resource);
  if (resource.signInAudience !== before.signInAudience) {
    requireAudienceAllowed(call.world.settings, resource.signInAudience);
  }
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
  requireSecretAllowed(call.world.settings, secret);
  recordSecret(application, secret, call.now + call.world.settings.secretPropagationMs);
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
