import type { Application, SandboxSettings } from "../model";

/** What reads still see of a changed application. */
interface Earlier {
  readonly resource: Application["resource"];
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const earlier = new WeakMap<Application, Earlier>();
const lastWrite = new WeakMap<Application, number>();

/** Whether a created application has reached the directory's replicas. `now` in milliseconds since the epoch. */
export function isVisible(application: Application, now: number): boolean {
  return now >= application.visibleAt;
}

/** The application as reads see it now: a change shows only after the replication delay. */
export function readable(application: Application, now: number): Application["resource"] {
  const before = earlier.get(application);
  return before !== undefined && now < before.until ? before.resource : application.resource;
}

/** Puts a changed resource in place. */
export function replaceResource(
  application: Application,
  resource: Application["resource"],
  settings: SandboxSettings,
  now: number,
): void {
  earlier.set(application, {
    resource: readable(application, now),
    until: now + settings.replicationDelayMs,
  });
  application.resource = resource;
  lastWrite.set(application, now);
}

/** Whether a further change comes too soon after the last one (`settings.updateConflictMs`). */
export function conflictsWithLastWrite(
  application: Application,
  settings: SandboxSettings,
  now: number,
): boolean {
  const begin = Math.max(lastWrite.get(application) ?? 0, application.visibleAt);
  return begin > 0 && now < begin + settings.updateConflictMs;
}
