import { tickedBy } from "../registration/intent";
import type { MailPermissionName } from "../registration/mailPermissions";
import type { CheckEvidence } from "./check";

/** What a use asks for: as it was chosen when the registration was made here, else as its preset ticks it. */
export interface WantedPermissions {
  /** It does not work without. */
  readonly needed: readonly MailPermissionName[];
  /** Wanted, but the preset's notes say when to leave them out. */
  readonly optional: readonly MailPermissionName[];
  /** All that is not too much. */
  readonly fitting: ReadonlySet<MailPermissionName>;
}

/** @returns undefined where the use is not known */
export function wantedPermissions({
  preset,
  chosen,
}: Pick<CheckEvidence, "preset" | "chosen">): WantedPermissions | undefined {
  if (preset === undefined) return undefined;
  const depending = new Set(preset.dependingPermissions);
  const ticked = tickedBy(preset);
  const wanted = chosen ?? ticked;
  return {
    needed: wanted.filter((name) => !depending.has(name)),
    optional: wanted.filter((name) => depending.has(name)),
    fitting: new Set([...wanted, ...ticked, ...depending]),
  };
}
