import { type Message, message } from "../../../base/message";
import type { JsonObject } from "../../json";
import { limitsOf } from "../audience";
import { permissionOf } from "../permissions";
import type { Plan } from "../plan";
import type { Registration, RequiredResourceAccess, ResourceAccess } from "../registration";
import { changePlan, refuse } from "./changePlan";
import { permissionNotes } from "./permissionNotes";

/** APIs per registration (Entra "supported accounts validation"). */
const mostApis = 50;

/** What is declared for one API, without repetitions. */
export interface DeclaredAccess {
  readonly resourceAppId: string;
  readonly resourceName: string;
  readonly access: readonly ResourceAccess[];
}

/** The declarations by API; registrations made by hand may name an API or a permission twice. */
export function declaredAccess(
  required: readonly RequiredResourceAccess[],
): readonly DeclaredAccess[] {
  const byApi = new Map<string, Map<string, ResourceAccess>>();
  for (const { resourceAppId, resourceAccess } of required) {
    const id = resourceAppId.toLowerCase();
    const known = byApi.get(id) ?? new Map<string, ResourceAccess>();
    byApi.set(id, known);
    for (const access of resourceAccess) {
      if (!known.has(accessKey(access))) known.set(accessKey(access), access);
    }
  }
  return Array.from(byApi, ([resourceAppId, access]) => ({
    resourceAppId,
    resourceName: permissionOf(resourceAppId, { id: "", type: "Scope" }).resourceName,
    access: [...access.values()],
  }));
}

/** A permission as a word: some ids stand for a delegated and for an application permission. */
export function accessKey({ type, id }: ResourceAccess): string {
  return `${type}:${id.toLowerCase()}`;
}

/** What of one API is declared, without repetitions. */
export function accessTo(
  registration: Registration,
  resourceAppId: string,
): readonly ResourceAccess[] {
  const id = resourceAppId.toLowerCase();
  const found = declaredAccess(registration.requiredResourceAccess).find(
    (declared) => declared.resourceAppId === id,
  );
  return found?.access ?? [];
}

/** @returns the sentence that says why a registration cannot ask for so much; undefined when it can */
export function checkAccess(
  registration: Registration,
  resourceAppId: string,
  wanted: readonly ResourceAccess[],
): Message | undefined {
  const { signInAudience } = registration;
  const after = declaredAccess(replaced(registration, resourceAppId, wanted));
  if (after.length > mostApis) return message("At most {0} APIs for a registration.", mostApis);
  const { permissions, permissionsPerApi } = limitsOf(signInAudience);
  if (permissionsPerApi !== undefined && wanted.length > permissionsPerApi) {
    return message(
      "At most {0} permissions of one API for these accounts; this has {1}.",
      permissionsPerApi,
      wanted.length,
    );
  }
  const total = after.reduce((sum, { access }) => sum + access.length, 0);
  return total > permissions
    ? message("At most {0} permissions for these accounts; this has {1}.", permissions, total)
    : undefined;
}

/**
 * Makes `wanted` what a registration asks of one API; what it asks of others stays.
 * @throws Failure `input.invalid` (permissions)
 */
export function planPermissions(
  registration: Registration,
  resourceAppId: string,
  wanted: readonly ResourceAccess[],
): Plan {
  const now = accessTo(registration, resourceAppId);
  const unique = [...new Map(wanted.map((access) => [accessKey(access), access])).values()];
  const added = missingFrom(now, unique);
  const removed = missingFrom(unique, now);
  const { requiredResourceAccess: before } = registration;
  if (added.length + removed.length === 0) return permissionsPlan(registration, before, []);
  // Taking away is always allowed: it may be what brings an old registration below a limit
  if (added.length > 0) {
    refuse("permissions", checkAccess(registration, resourceAppId, unique));
  }
  const kept = now.filter((access) => !removed.includes(access));
  return permissionsPlan(
    registration,
    replaced(registration, resourceAppId, [...kept, ...added]),
    permissionNotes(registration, resourceAppId, { added, removed }),
  );
}

/** Takes permissions of one API away. @throws Failure `input.invalid` (permissions) */
export function planRemovePermissions(
  registration: Registration,
  resourceAppId: string,
  removed: readonly ResourceAccess[],
): Plan {
  return planPermissions(
    registration,
    resourceAppId,
    missingFrom(removed, accessTo(registration, resourceAppId)),
  );
}

/** Those of `some` that `others` lacks. */
function missingFrom(
  others: readonly ResourceAccess[],
  some: readonly ResourceAccess[],
): readonly ResourceAccess[] {
  const known = new Set(others.map(accessKey));
  return some.filter((access) => !known.has(accessKey(access)));
}

/** The whole declaration with another list for one API; it keeps its place. */
function replaced(
  { requiredResourceAccess }: Registration,
  resourceAppId: string,
  resourceAccess: readonly ResourceAccess[],
): readonly RequiredResourceAccess[] {
  const id = resourceAppId.toLowerCase();
  const isIt = (one: RequiredResourceAccess): boolean => one.resourceAppId.toLowerCase() === id;
  const index = requiredResourceAccess.findIndex(isIt);
  const others = requiredResourceAccess.filter((one) => !isIt(one));
  if (resourceAccess.length === 0) return others;
  const entry = { resourceAppId: id, resourceAccess };
  return index === -1 ? [...others, entry] : others.toSpliced(index, 0, entry);
}

function permissionsPlan(
  registration: Registration,
  wanted: readonly RequiredResourceAccess[],
  reviewNotes: readonly Message[],
): Plan {
  return changePlan(registration, {
    patch: { requiredResourceAccess: asJson(wanted) },
    before: { requiredResourceAccess: asJson(registration.requiredResourceAccess) },
    reviewNotes,
  });
}

const asJson = (required: readonly RequiredResourceAccess[]): readonly JsonObject[] =>
  required.map(({ resourceAppId, resourceAccess }) => ({
    resourceAppId,
    resourceAccess: resourceAccess.map(({ id, type }) => ({ id, type })),
  }));
