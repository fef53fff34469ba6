import type { Event } from "../base/event";
import type { Cloud } from "../core/cloud";
import type { Clock, StateStore } from "../core/ports";
import { importedObjectId } from "../core/registration/imported";
import type { Registration } from "../core/registration/registration";
import type { ImportedRegistration } from "../core/storedState";
import { cloudInUse } from "./cloudInUse";

export interface ImportedRegistrationsParts {
  readonly state: StateStore;
  readonly clock: Clock;
  readonly settings: { readonly cloud: Pick<Cloud, "id"> };
}

/** Registrations entered by hand, for mailboxes whose directory cannot be asked. */
export class ImportedRegistrations {
  readonly onDidChange: Event<void>;

  constructor(private readonly parts: ImportedRegistrationsParts) {
    this.onDidChange = parts.state.onDidChange;
  }

  /** Those of the cloud that is set, by name. */
  get all(): readonly ImportedRegistration[] {
    const { state, settings } = this.parts;
    const inUse = cloudInUse(settings);
    return state.state.imported
      .filter(({ cloudId }) => cloudId === inUse)
      .sort((a, b) => a.registration.displayName.localeCompare(b.registration.displayName));
  }

  find(objectId: string): ImportedRegistration | undefined {
    return this.all.find(({ registration }) => registration.objectId === objectId);
  }

  /** Adds one, or replaces what was entered for the same client id. */
  async add(registration: Registration, tenantId: string | undefined): Promise<void> {
    const { state, clock, settings } = this.parts;
    const cloudId = settings.cloud.id;
    const entry = { registration, tenantId, cloudId, importedAt: clock.now().toISOString() };
    const other = (one: ImportedRegistration): boolean =>
      one.registration.appId !== registration.appId || one.cloudId !== cloudId;
    await state.update((now) => ({ ...now, imported: [...now.imported.filter(other), entry] }));
  }

  /** Forgets what was entered for the cloud that is set; at Microsoft nothing changes. */
  async forget(appId: string): Promise<void> {
    const { state, settings } = this.parts;
    const objectId = importedObjectId(appId);
    const cloudId = settings.cloud.id;
    const other = (one: ImportedRegistration): boolean =>
      one.registration.objectId !== objectId || one.cloudId !== cloudId;
    await state.update((now) => ({ ...now, imported: now.imported.filter(other) }));
  }
}
