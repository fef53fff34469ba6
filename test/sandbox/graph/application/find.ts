import { applicationByAppId } from "../../lookup";
import type { Application } from "../../model";
import { owns, requireMayChange } from "../caller";
import { badRequest, concurrent, notFound } from "../errors";
import type { Call } from "../operation";
import { conflictsWithLastWrite, isVisible } from "../replication";

/** Which of an application's two keys a path carries. */
export type Key = "id" | "appId";

export const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws GraphError 400 for a key that is no GUID. */
export function requireGuid(key: string): string {
  if (!guid.test(key)) {
    throw badRequest(`Invalid object identifier '${key}'.`);
  }
  return key.toLowerCase();
}

/** The applications of the caller's directory that have reached its replicas. */
export function* visibleApplications(call: Call): Generator<Application> {
  const lag = call.query.eventual ? call.world.settings.listDelayMs : 0;
  for (const application of call.world.applications.values()) {
    const here = application.tenantId === call.caller.tenantId;
    const mine = !call.caller.personal || owns(call.caller, application);
    // Seeded applications are visible from 0: they are in the index, too.
    const age = application.visibleAt === 0 ? 0 : lag;
    if (here && mine && isVisible(application, call.now - age)) {
      yield application;
    }
  }
}

/** @throws GraphError 404 `Request_ResourceNotFound`, also before replication and for other directories. */
export function findApplication(call: Call, key: Key): Application {
  const wanted = requireGuid(call.keys[0] ?? "");
  const { applications } = call.world;
  const found = key === "id" ? applications.get(wanted) : applicationByAppId(call.world, wanted);
  const hidden = call.caller.personal && found !== undefined && !owns(call.caller, found);
  if (found?.tenantId !== call.caller.tenantId || hidden || !isVisible(found, call.now)) {
    throw notFound(wanted);
  }
  return found;
}

/** @throws GraphError 404, 403, or 409 when it comes too soon after another write. */
export function findForChange(call: Call, key: Key): Application {
  const application = findApplication(call, key);
  requireMayChange(call.caller, application);
  if (conflictsWithLastWrite(application, call.world.settings, call.now)) {
    throw concurrent();
  }
  return application;
}
