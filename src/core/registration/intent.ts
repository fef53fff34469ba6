import { declaredMailPermissions, type MailPermissionName } from "./mailPermissions";
import type { Preset } from "./preset";
import type { Registration } from "./registration";

/** What a registration is meant for, as it is remembered. */
export interface Intent {
  readonly appId: string;
  /** Id of a preset, or {@link asSetUp}. */
  readonly presetId: string;
  /** Mail permissions that were chosen for it; absent where they are those that the preset ticks. */
  readonly permissions?: readonly string[];
}

/** Stands in place of a preset where the person wants the use to be told from the registration itself. */
export const asSetUp = "asSetUp";

/** The mail permissions that a preset ticks. */
export function tickedBy({
  permissions,
  applicationPermissions,
}: Preset): readonly MailPermissionName[] {
  return [...permissions, ...applicationPermissions];
}

/**
 * What has to be remembered of the permissions that were chosen.
 * @returns undefined where they are those that the preset ticks
 */
export function unlikePreset(
  preset: Preset | undefined,
  chosen: readonly MailPermissionName[],
): readonly MailPermissionName[] | undefined {
  const ticked = new Set(preset === undefined ? [] : tickedBy(preset));
  const isSame = chosen.length === ticked.size && chosen.every((name) => ticked.has(name));
  return isSame ? undefined : chosen;
}

/** What was chosen so far, with what a person has now added to a registration and taken away from it. */
export function choiceAfter(
  chosen: readonly MailPermissionName[],
  before: Pick<Registration, "requiredResourceAccess">,
  after: Pick<Registration, "requiredResourceAccess">,
): readonly MailPermissionName[] {
  const old = new Set(declaredMailPermissions(before.requiredResourceAccess));
  const now = new Set(declaredMailPermissions(after.requiredResourceAccess));
  const kept = chosen.filter((name) => now.has(name) || !old.has(name));
  const added = [...now].filter((name) => !old.has(name) && !kept.includes(name));
  return [...kept, ...added];
}
