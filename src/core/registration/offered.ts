import type { Cloud } from "../cloud";
import { includesPersonalAccounts } from "./audience";
import type { Preset } from "./preset";
import { presets } from "./presetRegistry";
import type { SignInAudience } from "./registration";

/** The audiences of a preset that exist in a cloud: personal accounts live in the global one only. */
export function offeredAudiences(
  { audiences }: Preset,
  { personalAccounts }: Pick<Cloud, "personalAccounts">,
): readonly SignInAudience[] {
  return audiences.filter((audience) => personalAccounts || !includesPersonalAccounts(audience));
}

/** The presets that can be used in a cloud. */
export function offeredPresets(cloud: Pick<Cloud, "personalAccounts">): readonly Preset[] {
  return presets.filter((preset) => offeredAudiences(preset, cloud).length > 0);
}
